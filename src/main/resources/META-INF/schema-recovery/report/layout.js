// Where each table stands: referenced tables to the left of those that reference them. What hangs together is laid
// out by dagre and becomes a box; boxes are packed into the shape of the window.
const layout = (() => {
  'use strict';

  const ROW_GAP = 9;
  const COLUMN_GAP = 16;
  const RANK_GAP = 44;
  const BOX_GAP = 26;
  const BOX_PADDING = 14;
  const TITLE = 36;
  // a column of more tables is broken into several beside each other
  const TALLEST = 16;
  // of more keys than these dagre takes longer than a reader waits
  const MOST_KEYS = 220;
  const SWEEPS = 6;

  function layered(nodes, edges, dense) {
    if (edges.length > MOST_KEYS) {
      return tightest(nodes, ranked(nodes, edges));
    }
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'RL', nodesep: 14, ranksep: 76, edgesep: 8, ranker: 'network-simplex' });
    graph.setDefaultEdgeLabel(() => ({}));
    nodes.forEach((node) => graph.setNode(node.id, { width: node.width, height: node.height }));
    edges.forEach((edge) => graph.setEdge(edge.from, edge.to, {}, edge.id));
    dagre.layout(graph);
    const ranks = new Map();
    nodes.forEach((node) => {
      const { x, y } = graph.node(node.id);
      const rank = Math.round(x);
      if (!ranks.has(rank)) {
        ranks.set(rank, []);
      }
      ranks.get(rank).push({ node, x, y });
    });
    const columns = [...ranks.entries()].sort((a, b) => a[0] - b[0]).map((rank) => rank[1].sort((a, b) => a.y - b.y));
    if (dense || Math.max(...columns.map((column) => column.length)) > TALLEST) {
      return tightest(nodes, columns);
    }
    const places = new Map(columns.flat().map((placed) => [placed.node.id, { x: placed.x, y: placed.y }]));
    const bends = new Map(edges.map((edge) => [edge.id, graph.edge(edge.from, edge.to, edge.id).points.slice(1, -1)]));
    return bounded(nodes, places, bends);
  }

  // Columns by the longest way to a table that references none, ordered by where their neighbours stand
  function ranked(nodes, edges) {
    const parents = new Map(nodes.map((node) => [node.id, []]));
    const children = new Map(nodes.map((node) => [node.id, []]));
    edges.forEach((edge) => {
      parents.get(edge.from).push(edge.to);
      children.get(edge.to).push(edge.from);
    });
    const ranks = new Map();
    const rank = (id) => {
      if (!ranks.has(id)) {
        ranks.set(id, -1);
        ranks.set(id, Math.max(-1, ...parents.get(id).map(rank)) + 1);
      }
      return ranks.get(id);
    };
    const columns = [];
    nodes.forEach((node) => (columns[rank(node.id)] ||= []).push({ node }));
    const heights = new Map();
    const mark = (column) => column.forEach((cell, i) => heights.set(cell.node.id, (i + .5) / column.length));
    columns.forEach(mark);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const neighbours = sweep % 2 ? children : parents;
      (sweep % 2 ? [...columns].reverse() : columns).forEach((column) => {
        column.forEach((cell) => {
          const near = neighbours.get(cell.node.id);
          cell.y = near.length ? near.reduce((sum, id) => sum + heights.get(id), 0) / near.length : heights.get(cell.node.id);
        });
        column.sort((a, b) => a.y - b.y);
        mark(column);
      });
    }
    return columns;
  }

  // As many rows as make the box small, and neither a tower nor a ribbon
  function tightest(nodes, columns) {
    let best;
    for (let rows = 3; rows <= 24; rows++) {
      const box = wrapped(columns, rows);
      const shape = Math.max(box.width / box.height / 2.2, box.height / box.width / 1.1, 1);
      const cost = (box.width + 60) * (box.height + 80) * shape;
      if (!best || cost < best.cost) {
        best = { ...box, cost };
      }
    }
    return best;
  }

  function wrapped(columns, rows) {
    const places = new Map();
    let x = 0;
    columns.forEach((column) => {
      const parts = Math.ceil(column.length / rows);
      const size = Math.ceil(column.length / parts);
      for (let part = 0; part < parts; part++) {
        const cells = column.slice(part * size, (part + 1) * size);
        const width = Math.max(...cells.map((cell) => cell.node.width));
        const height = cells.reduce((sum, cell) => sum + cell.node.height + ROW_GAP, -ROW_GAP);
        let y = -height / 2;
        cells.forEach((cell) => {
          places.set(cell.node.id, { x: x + cell.node.width / 2, y: y + cell.node.height / 2 });
          y += cell.node.height + ROW_GAP;
        });
        x += width + COLUMN_GAP;
      }
      x += RANK_GAP - COLUMN_GAP;
    });
    return bounded(columns.flat().map((cell) => cell.node), places, new Map());
  }

  function grid(nodes) {
    const rows = Math.max(1, Math.round(Math.sqrt(nodes.length * 1.6)));
    const columns = [];
    for (let i = 0; i < nodes.length; i += rows) {
      columns.push(nodes.slice(i, i + rows).map((node) => ({ node })));
    }
    return wrapped(columns.length ? columns : [[]], rows);
  }

  function bounded(nodes, places, bends) {
    const left = Math.min(...nodes.map((node) => places.get(node.id).x - node.width / 2));
    const top = Math.min(...nodes.map((node) => places.get(node.id).y - node.height / 2));
    const points = [...places.values(), ...[...bends.values()].flat()];
    points.forEach((point) => {
      point.x -= left;
      point.y -= top;
    });
    return {
      width: Math.max(...nodes.map((node) => places.get(node.id).x + node.width / 2)),
      height: Math.max(...nodes.map((node) => places.get(node.id).y + node.height / 2)),
      places,
      bends,
    };
  }

  // Shelves, in the width that lets the whole be shown largest
  function pack(boxes, aspect) {
    const sorted = [...boxes].sort((a, b) => b.height - a.height || b.width - a.width);
    const area = boxes.reduce((sum, box) => sum + (box.width + BOX_GAP) * (box.height + BOX_GAP), 0);
    const widest = Math.max(...boxes.map((box) => box.width));
    let best;
    for (let factor = .7; factor < 2.6; factor += .05) {
      const tried = shelves(sorted, Math.max(widest, Math.sqrt(area * aspect) * factor));
      const scale = Math.min(aspect / tried.width, 1 / tried.height);
      if (!best || scale > best.scale) {
        best = { ...tried, scale };
      }
    }
    best.spots.forEach((spot, box) => {
      box.x = spot.x;
      box.y = spot.y;
    });
  }

  // A box goes below another on the same shelf where there is room
  function shelves(boxes, limit) {
    const spots = new Map();
    const all = [];
    let bottom = 0;
    let width = 0;
    boxes.forEach((box) => {
      let spot;
      for (const shelf of all) {
        const column = shelf.columns.find((c) => c.width >= box.width && c.y + box.height <= shelf.y + shelf.height);
        if (column) {
          spot = { x: column.x, y: column.y };
          column.y += box.height + BOX_GAP;
          break;
        }
        if (shelf.x + box.width <= limit) {
          spot = { x: shelf.x, y: shelf.y };
          shelf.columns.push({ x: shelf.x, width: box.width, y: shelf.y + box.height + BOX_GAP });
          shelf.x += box.width + BOX_GAP;
          break;
        }
      }
      if (!spot) {
        spot = { x: 0, y: bottom };
        all.push({
          y: bottom, height: box.height, x: box.width + BOX_GAP,
          columns: [{ x: 0, width: box.width, y: bottom + box.height + BOX_GAP }],
        });
        bottom += box.height + BOX_GAP;
      }
      spots.set(box, spot);
      width = Math.max(width, spot.x + box.width);
    });
    return { spots, width, height: bottom - BOX_GAP };
  }

  function components(nodes, edges) {
    const boss = new Map(nodes.map((node) => [node.id, node.id]));
    const find = (id) => {
      while (boss.get(id) !== id) {
        boss.set(id, boss.get(boss.get(id)));
        id = boss.get(id);
      }
      return id;
    };
    edges.forEach((edge) => boss.set(find(edge.from), find(edge.to)));
    return grouped(nodes, (node) => find(node.id));
  }

  function grouped(nodes, of) {
    const groups = new Map();
    nodes.forEach((node) => {
      const group = of(node);
      groups.set(group, [...(groups.get(group) || []), node]);
    });
    return [...groups.values()];
  }

  // nodes: {id, width, height, district, alone}, edges: {id, from, to}; aspect: width by height of the window
  return function place(nodes, edges, aspect) {
    const links = edges.filter((edge) => edge.from !== edge.to);
    const joined = nodes.filter((node) => !node.alone);
    const divided = joined.some((node) => node.district >= 0);
    const groups = divided ? grouped(joined, (node) => node.district) : components(joined, links);
    const boxes = groups.map((group) => {
      const ids = new Set(group.map((node) => node.id));
      const inner = links.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
      const titled = divided && group.length > 3;
      return { ...layered(group, inner, titled), nodes: group, titled, inset: titled ? BOX_PADDING : 0, top: titled ? TITLE : 0 };
    });
    const alone = nodes.filter((node) => node.alone);
    if (alone.length) {
      boxes.push({ ...grid(alone), nodes: alone, titled: false, inset: 0, top: 0 });
    }
    boxes.forEach((box) => {
      box.width += 2 * box.inset;
      box.height += 2 * box.inset + box.top;
    });
    pack(boxes, aspect);
    boxes.forEach((box) => {
      [...box.places.values(), ...[...box.bends.values()].flat()].forEach((point) => {
        point.x += box.x + box.inset;
        point.y += box.y + box.inset + box.top;
      });
    });
    return {
      boxes,
      width: Math.max(...boxes.map((box) => box.x + box.width)),
      height: Math.max(...boxes.map((box) => box.y + box.height)),
      place: new Map(boxes.flatMap((box) => [...box.places])),
      bends: new Map(boxes.flatMap((box) => [...box.bends])),
    };
  };
})();
