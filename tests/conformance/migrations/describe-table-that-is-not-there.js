await queryInterface.describeTable('Nowhere');
