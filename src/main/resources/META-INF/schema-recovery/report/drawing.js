// What is drawn and how it looks, for Cytoscape.js.
const drawing = (data) => {
  'use strict';

  const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif';
  const LONGEST_NAME = 34;

  const cycleOf = new Map(data.cycles.flatMap((cycle, i) => cycle.tables.map((table) => [table, i])));
  const cyclicKeys = new Set(data.cycles.flatMap((cycle) => cycle.keys));
  const joined = new Set(data.keys.flatMap((key) => [key.from, key.to]));
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = `600 ${FONT}`;

  const fullName = (i) => (data.tables[i].schema === data.home ? '' : `${data.tables[i].schema}.`) + data.tables[i].name;

  function shortened(name) {
    const letters = [...name];
    return letters.length <= LONGEST_NAME ? name
      : `${letters.slice(0, LONGEST_NAME - 10).join('')}…${letters.slice(-9).join('')}`;
  }

  const nodes = data.tables.map((table, i) => {
    const cyclic = cycleOf.has(i);
    const label = (cyclic ? `↻${cycleOf.get(i) + 1}  ` : '') + shortened(fullName(i)) + (table.partitioned ? ' ▥' : '');
    return {
      id: `t${i}`, label, cyclic, district: table.district, alone: !joined.has(i),
      width: Math.ceil(measure.measureText(label).width) + (cyclic ? 26 : 20), height: 28,
    };
  });
  const edges = data.keys.map((key, i) => ({ id: `k${i}`, from: `t${key.from}`, to: `t${key.to}`, cyclic: cyclicKeys.has(i) }));

  const pair = (edge) => [edge.from, edge.to].sort().join();
  const pairs = edges.map(pair);
  // tables that several keys join: their lines are kept apart
  const twins = new Set(pairs.filter((joint, i) => pairs.indexOf(joint) !== i));

  // How far along the line between two tables a point lies, and how far beside it
  function beside(from, to, points) {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy) || 1;
    return {
      weights: points.map((p) => ((p.x - from.x) * dx + (p.y - from.y) * dy) / (length * length)),
      distances: points.map((p) => ((p.y - from.y) * dx - (p.x - from.x) * dy) / length),
    };
  }

  function elements(placed) {
    const boxOf = new Map(placed.boxes.flatMap((box) => box.nodes.map((node) => [node.id, box])));
    const districts = placed.boxes.filter((box) => box.titled).map((box) => ({
      group: 'nodes', pannable: true, classes: 'district', selectable: false,
      data: { id: `d${box.nodes[0].district}`, label: `around ${central(box)} · ${box.nodes.length} tables`, width: box.width, height: box.height },
      position: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    }));
    const tables = nodes.filter((node) => placed.place.has(node.id)).map((node) => {
      const table = data.tables[node.id.slice(1)];
      return {
        group: 'nodes', pannable: true, classes: ['table', node.cyclic && 'cyclic', table.outside && 'outside'].filter(Boolean).join(' '),
        data: { id: node.id, label: node.label, width: node.width, height: node.height },
        position: { ...placed.place.get(node.id) },
      };
    });
    const lines = edges.filter((edge) => placed.place.has(edge.from)).map((edge) => {
      const far = boxOf.get(edge.from) !== boxOf.get(edge.to);
      const classes = ['key', edge.cyclic && 'cyclic', far && 'far'].filter(Boolean);
      const more = {};
      if (edge.from === edge.to) {
        classes.push('loop');
      }
      else if (!far && !twins.has(pair(edge))) {
        const from = placed.place.get(edge.from);
        const to = placed.place.get(edge.to);
        const bends = placed.bends.get(edge.id) || [];
        const ahead = to.x < from.x - 1;
        const back = to.x > from.x + 1;
        if (ahead || back) {
          const half = (id) => nodes[id.slice(1)].width / 2 * (ahead ? 1 : -1);
          const a = { x: from.x - half(edge.from), y: from.y };
          const b = { x: to.x + half(edge.to), y: to.y };
          const along = (share) => a.x + (b.x - a.x) * share;
          const points = bends.length > 1 ? bends : [{ x: along(.35), y: a.y }, { x: along(.65), y: b.y }];
          Object.assign(more, beside(from, to, points), { leave: ahead ? '270deg' : '90deg', arrive: ahead ? '90deg' : '270deg' });
          classes.push('curved');
        }
      }
      return { group: 'edges', classes: classes.join(' '), data: { id: edge.id, source: edge.from, target: edge.to, ...more } };
    });
    return [...districts, ...lines, ...tables];
  }

  // The table of a district that the most keys lead to
  function central(box) {
    const ids = new Set(box.nodes.map((node) => node.id));
    const counts = new Map(box.nodes.map((node) => [node.id, 0]));
    edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)).forEach((edge) => {
      counts.set(edge.to, counts.get(edge.to) + 1);
      counts.set(edge.from, counts.get(edge.from) + .5);
    });
    const [id] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
    return shortened(fullName(id.slice(1)));
  }

  function colours() {
    const probe = document.createElement('span');
    document.body.append(probe);
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const names = ['ink', 'faint', 'cycle', 'cycle-fill', 'table', 'table-line', 'key', 'district', 'district-line', 'chosen', 'chosen-fill', 'sheet'];
    const all = Object.fromEntries(names.map((name) => [name, colour(name)]));
    probe.remove();
    return all;
  }

  function style() {
    const c = colours();
    const family = FONT.slice(5);
    return [
      { selector: 'node.table', style: {
        shape: 'round-rectangle', 'corner-radius': 5, width: 'data(width)', height: 'data(height)', label: 'data(label)',
        'font-family': family, 'font-size': 13, color: c.ink, 'text-valign': 'center', 'text-halign': 'center',
        'background-color': c.table, 'border-width': 1.2, 'border-color': c['table-line'], 'min-zoomed-font-size': 3.5,
        'z-index': 10, 'z-index-compare': 'manual', 'overlay-opacity': 0 } },
      { selector: 'node.outside', style: { 'border-style': 'dashed', color: c.faint } },
      { selector: 'node.cyclic', style: {
        shape: 'cut-rectangle', 'corner-radius': 9, 'background-color': c['cycle-fill'], 'border-color': c.cycle, 'border-width': 2.5, 'font-weight': 600 } },
      { selector: 'node.district', style: {
        shape: 'round-rectangle', 'corner-radius': 12, width: 'data(width)', height: 'data(height)', label: 'data(label)',
        'font-family': family, 'font-size': 24, 'font-weight': 600, color: c.faint, 'text-valign': 'top', 'text-halign': 'center',
        'text-margin-y': 34, 'background-color': c.district, 'border-width': 1, 'border-color': c['district-line'],
        'z-index': 0, 'z-index-compare': 'manual', 'overlay-opacity': 0, 'min-zoomed-font-size': 5 } },
      { selector: 'edge', style: {
        width: 1.3, 'line-color': c.key, 'target-arrow-color': c.key, 'target-arrow-shape': 'triangle', 'arrow-scale': .8,
        'curve-style': 'bezier', 'z-index': 5, 'z-index-compare': 'manual', 'overlay-opacity': 0 } },
      { selector: 'edge.far', style: { 'curve-style': 'straight', opacity: .3, width: 1, 'z-index': 2, 'target-arrow-shape': 'none' } },
      { selector: 'edge.curved', style: {
        'curve-style': 'unbundled-bezier', 'edge-distances': 'node-position', 'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)', 'source-endpoint': 'data(leave)', 'target-endpoint': 'data(arrive)' } },
      { selector: 'edge', style: { 'control-point-step-size': 26 } },
      { selector: 'edge.loop', style: { 'loop-direction': '0deg', 'loop-sweep': '40deg', 'control-point-step-size': 34 } },
      { selector: 'edge.cyclic', style: { 'line-color': c.cycle, 'target-arrow-color': c.cycle, width: 3, 'arrow-scale': 1, 'z-index': 6, opacity: 1, 'target-arrow-shape': 'triangle' } },
      { selector: 'node.dim', style: { opacity: .22 } },
      { selector: 'edge.dim', style: { opacity: .07 } },
      { selector: 'node.district.dim', style: { opacity: .5 } },
      { selector: 'node.table.near', style: { 'border-color': c.chosen, 'border-width': 2 } },
      { selector: 'node.table.chosen', style: { 'background-color': c['chosen-fill'], 'border-color': c.chosen, 'border-width': 4, 'font-weight': 600, color: c.ink } },
      { selector: 'edge.near', style: { opacity: 1, width: 2.2, 'line-color': c.chosen, 'target-arrow-color': c.chosen, 'target-arrow-shape': 'triangle', 'z-index': 8 } },
      { selector: 'edge.cyclic.near', style: { 'line-color': c.cycle, 'target-arrow-color': c.cycle, width: 3.5 } },
    ];
  }

  return { nodes, edges, elements, style, fullName, cycleOf };
};
