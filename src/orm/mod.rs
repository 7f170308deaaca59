//! Turns finder and accessor calls into statements, and the rows they return into nested results.
