// Layered layout of the diagram by dagre: sizes and edges in, places out, all by position in a list.
import dagre from '@dagrejs/dagre';

const { Graph } = dagre.graphlib;

/**
 * `{nodes: [[width, height]], edges: [[referenced, referencing]], label: [width, height], is_tall}` as JSON
 * → `{nodes: [[left, top]], edges: [[[x, y]]]}` as JSON.
 */
export function layout(json) {
  const { nodes, edges, label, is_tall: isTall } = JSON.parse(json);
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: isTall ? 'TB' : 'LR', nodesep: 36, edgesep: 24, ranksep: isTall ? 20 : 44, marginx: 0, marginy: 0 });
  nodes.forEach(([width, height], index) => graph.setNode(String(index), { width, height }));
  edges.forEach(([from, to], index) => {
    graph.setEdge(String(from), String(to), { width: label[0], height: label[1], labelpos: 'c' }, String(index));
  });
  dagre.layout(graph);
  const places = nodes.map(([width, height], index) => {
    const { x, y } = graph.node(String(index));
    return [x - width / 2, y - height / 2];
  });
  const ways = edges.map(([from, to], index) => {
    const { points } = graph.edge(String(from), String(to), String(index));
    return points.map(({ x, y }) => [x, y]);
  });
  return JSON.stringify({ nodes: places, edges: ways });
}
