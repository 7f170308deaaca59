// Layered layout of the diagram by dagre: sizes and edges in, places out, all by position in a list.
import dagre from '@dagrejs/dagre';

const { Graph } = dagre.graphlib;

// The shape that a wide window has room for, and how many columns one layer may be spread over.
const ASPECT = 2;
const MOST_COLUMNS = 6;

/**
 * `{nodes: [[width, height]], edges: [[referenced, referencing]], label: [width, height], is_tall}` as JSON
 * → `{nodes: [[left, top]], edges: [[[x, y]]]}` as JSON.
 */
export function layout(json) {
  const { is_tall: isTall, ...input } = JSON.parse(json);
  if (isTall) return answer(input, arranged({ ...input, label: [0, 0] }, 'TB', 1));
  // Many tables that reference one would stand in a single, endless column: spread them over several
  // as long as that shows the whole at a larger size.
  let best = arranged(input, 'LR', 1);
  for (let columns = 2; columns <= MOST_COLUMNS; columns++) {
    const { width, height } = best.graph();
    if (width >= ASPECT * height) break;
    const next = arranged(input, 'LR', columns);
    if (size(next) >= size(best)) break;
    best = next;
  }
  return answer(input, best);
}

/** How much window the drawing needs, whichever side is short of room. */
function size(graph) {
  const { width, height } = graph.graph();
  return Math.max(width, height * ASPECT);
}

function arranged({ nodes, edges, label: [width, height] }, rankdir, columns) {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir, nodesep: 28, edgesep: 20, ranksep: rankdir === 'TB' ? 24 : 40 });
  nodes.forEach(([width, height], index) => graph.setNode(String(index), { width, height }));
  const isReferenced = new Set(edges.map(([referenced]) => referenced));
  edges.forEach(([referenced, referencing], index) => {
    // A table that nothing references may stand further away without pushing others.
    const minlen = isReferenced.has(referencing) ? 1 : 1 + (referencing % columns);
    graph.setEdge(String(referenced), String(referencing), { width, height, labelpos: 'c', minlen }, String(index));
  });
  dagre.layout(graph);
  return graph;
}

function answer({ nodes, edges }, graph) {
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
