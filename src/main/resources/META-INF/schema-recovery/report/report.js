(() => {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const source = byId('graph-data');
  const data = source && JSON.parse(source.textContent);
  if (!data || !data.tables.length) {
    return;
  }
  const LARGE = 60;
  const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif';
  const LONGEST_NAME = 34;

  const root = byId('graph');
  const canvas = byId('canvas');
  const find = byId('find');
  const alone = byId('alone');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const touch = matchMedia('(pointer: coarse)');
  const large = data.tables.length > LARGE;

  // ---- the graph

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
    root.append(probe);
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

  // ---- drawing

  let cy;
  let placed;

  function draw() {
    const shown = nodes.filter((node) => alone.checked || !node.alone);
    const width = canvas.clientWidth || 900;
    const roomiest = Math.max(340, Math.min(innerHeight * .82, large ? 1000 : 720));
    placed = layout(shown.length ? shown : nodes, edges, width / roomiest);
    const scale = Math.min(1.15, (width - 48) / placed.width);
    root.style.setProperty('--height', `${Math.round(Math.max(300, Math.min(roomiest, placed.height * scale + 64)))}px`);
    if (cy) {
      cy.elements().remove();
      cy.resize();
      cy.add(elements(placed));
    }
    else {
      cy = cytoscape({
        container: byId('plot'), elements: elements(placed), style: style(), layout: { name: 'preset' }, autoungrabify: true,
        boxSelectionEnabled: false, selectionType: 'single', minZoom: .05, maxZoom: 3,
        userZoomingEnabled: false, pixelRatio: 'auto',
      });
    }
    fit();
  }

  function fit(what) {
    cy.resize();
    const some = what && what.length;
    const target = some ? what : cy.elements();
    const box = target.boundingBox();
    const padding = some ? 70 : 24;
    const zoom = Math.max(cy.minZoom(), Math.min((cy.width() - 2 * padding) / box.w, (cy.height() - 2 * padding) / box.h, some ? 1.4 : 1.15));
    go({ zoom, pan: { x: cy.width() / 2 - zoom * (box.x1 + box.w / 2), y: cy.height() / 2 - zoom * (box.y1 + box.h / 2) } }, some);
  }

  function go(view, smoothly) {
    cy.stop();
    if (smoothly && !calm.matches) {
      cy.animate(view, { duration: 260, easing: 'ease-out' });
    }
    else {
      cy.viewport(view);
    }
  }

  function zoom(factor) {
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  // ---- choosing

  const cycleButtons = [];

  function clear() {
    cy.elements().removeClass('dim near chosen');
    cycleButtons.forEach((button) => button.setAttribute('aria-pressed', 'false'));
    byId('selected').hidden = true;
  }

  function only(elements) {
    clear();
    cy.elements().difference(elements).addClass('dim');
  }

  function choose(i, move) {
    const node = cy.$id(`t${i}`);
    if (!node.length) {
      return;
    }
    const around = node.closedNeighborhood();
    only(around);
    node.addClass('chosen');
    around.difference(node).addClass('near');
    describe(i);
    say(`${fullName(i)}: references ${node.outgoers('node').length}, referenced by ${node.incomers('node').length}`);
    if (move) {
      fit(around);
    }
  }

  function chooseCycle(i) {
    const cycle = data.cycles[i];
    const tables = cy.collection(cycle.tables.map((table) => cy.$id(`t${table}`)).filter((found) => found.length));
    const lines = cy.collection(cycle.keys.map((key) => cy.$id(`k${key}`)).filter((found) => found.length));
    const all = tables.union(lines);
    if (!all.length) {
      say(`Cycle ${i + 1} is not drawn.`);
      return;
    }
    only(all);
    lines.addClass('near');
    cycleButtons[i].setAttribute('aria-pressed', 'true');
    say(`Cycle ${i + 1}: ${cycle.tables.length} tables`);
    fit(tables);
  }

  function make(tag, text, type) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (type) {
      element.className = type;
    }
    return element;
  }

  function button(text, type, action) {
    const element = make('button', text, type);
    element.type = 'button';
    element.addEventListener('click', action);
    return element;
  }

  function describe(i) {
    const table = data.tables[i];
    const panel = byId('selected');
    const facts = [
      table.rows === undefined ? '' : `some ${table.rows.toLocaleString('en')} rows`,
      table.partitioned ? 'partitioned' : '',
      table.outside ? 'of another schema, not reset' : '',
      cycleOf.has(i) ? `in cycle ${cycleOf.get(i) + 1}` : '',
    ].filter(Boolean).join(', ');
    const close = button('✕', 'close', clear);
    close.setAttribute('aria-label', 'Choose no table');
    panel.replaceChildren(close, make('h3', fullName(i)), make('p', facts));
    const list = (title, keys, other) => {
      if (keys.length) {
        const items = document.createElement('ul');
        keys.forEach((key) => {
          const item = document.createElement('li');
          item.append(button(fullName(other(key)), 'link', () => choose(other(key), true)), make('span', key.text));
          items.append(item);
        });
        panel.append(make('h4', `${title} (${keys.length})`), items);
      }
    };
    list('References', data.keys.filter((key) => key.from === i), (key) => key.to);
    list('Referenced by', data.keys.filter((key) => key.to === i), (key) => key.from);
    panel.hidden = false;
    byId('panel').scrollTop = 0;
  }

  function say(text) {
    byId('said').textContent = text;
  }

  function search() {
    const wanted = find.value.trim().toLowerCase();
    if (!wanted) {
      clear();
      say('');
      return;
    }
    const names = data.tables.map((table, i) => `${table.schema}.${table.name}`.toLowerCase());
    const exact = data.tables.findIndex((table, i) => names[i] === wanted || fullName(i).toLowerCase() === wanted);
    const hits = exact >= 0 ? [exact] : names.flatMap((name, i) => (name.includes(wanted) ? [i] : []));
    if (hits.some((i) => nodes[i].alone) && !alone.checked) {
      alone.checked = true;
      draw();
    }
    if (hits.length === 1) {
      choose(hits[0], true);
    }
    else {
      const found = cy.collection(hits.map((i) => cy.$id(`t${i}`)));
      only(found);
      found.addClass('chosen');
      say(hits.length ? `${hits.length} tables` : 'No table of that name is drawn.');
      if (hits.length) {
        fit(found);
      }
    }
    return hits;
  }

  // ---- setting it up

  root.hidden = false;
  const lonely = nodes.filter((node) => node.alone).length;
  byId('alone-label').hidden = lonely === 0 || lonely === nodes.length;
  byId('alone-label').querySelector('span').textContent = `${lonely} ${lonely === 1 ? 'table' : 'tables'} without a key`;
  alone.checked = !large || lonely === nodes.length;
  byId('names').append(...data.tables.map((table, i) => {
    const option = document.createElement('option');
    option.value = fullName(i);
    return option;
  }));
  canvas.setAttribute('aria-label', `Drawing of ${data.tables.length} tables and ${data.keys.length} foreign keys, ${data.cycles.length} cycles. All of it stands below as text.`);
  const show = (type, shown) => root.querySelectorAll(`.if-${type}`).forEach((element) => { element.hidden = !shown; });
  show('cycles', data.cycles.length > 0);
  show('outside', data.tables.some((table) => table.outside));
  show('partitioned', data.tables.some((table) => table.partitioned));
  show('districts', data.tables.some((table) => table.district >= 0));
  if (data.keys.length > LARGE) {
    document.querySelector('details.text').open = false;
  }

  const cycles = byId('cycles');
  if (cycles) {
    byId('panel').append(cycles);
    cycles.querySelectorAll('li').forEach((item, i) => {
      const chosen = button('', '', () => (chosen.getAttribute('aria-pressed') === 'true' ? clear() : chooseCycle(i)));
      chosen.setAttribute('aria-pressed', 'false');
      chosen.append(make('b', `↻ ${i + 1}`), ...item.childNodes);
      item.append(chosen);
      cycleButtons.push(chosen);
    });
  }

  draw();

  cy.on('tap', (event) => {
    if (event.target === cy) {
      clear();
    }
    else if (event.target.hasClass('district')) {
      fit(event.target);
    }
    else if (event.target.isNode()) {
      choose(Number(event.target.id().slice(1)));
    }
    else {
      choose(Number(event.target.source().id().slice(1)));
    }
  });
  cy.on('mouseover', 'node, edge', () => canvas.classList.add('over'));
  cy.on('mouseout', 'node, edge', () => canvas.classList.remove('over'));

  // The page scrolls until the drawing is clicked: then the wheel, or a finger, moves the drawing
  const hint = byId('hint');
  function grip(held) {
    cy.userZoomingEnabled(held);
    canvas.classList.toggle('held', held);
    canvas.classList.toggle('resting', !held && touch.matches);
    hint.textContent = held ? 'Esc lets the page scroll again' : touch.matches ? 'Tap to move and zoom' : 'Click to zoom by the wheel';
  }
  grip(false);
  canvas.addEventListener('click', () => {
    grip(true);
    canvas.focus({ preventScroll: true });
  });
  document.addEventListener('pointerdown', (event) => {
    if (!canvas.contains(event.target)) {
      grip(false);
    }
  });

  canvas.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    const others = { '+': () => zoom(1.25), '-': () => zoom(.8), 0: () => fit() };
    if (steps[event.key]) {
      cy.panBy({ x: steps[event.key][0], y: steps[event.key][1] });
    }
    else if (others[event.key]) {
      others[event.key]();
    }
    else {
      return;
    }
    event.preventDefault();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      clear();
      grip(false);
    }
  });

  find.addEventListener('input', search);
  find.addEventListener('keydown', (event) => {
    const hits = event.key === 'Enter' && search();
    if (hits && hits.length) {
      choose(hits[0], true);
    }
  });
  alone.addEventListener('change', () => {
    clear();
    draw();
  });
  byId('zoom-in').addEventListener('click', () => zoom(1.25));
  byId('zoom-out').addEventListener('click', () => zoom(.8));
  byId('fit').addEventListener('click', () => fit());
  byId('full').hidden = !document.fullscreenEnabled;
  byId('full').addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()));
  document.addEventListener('fullscreenchange', () => {
    const full = document.fullscreenElement === root;
    byId('full').textContent = full ? 'Leave full screen' : 'Full screen';
    grip(full);
    fit();
  });
  let width = innerWidth;
  addEventListener('resize', () => {
    if (width !== innerWidth) {
      width = innerWidth;
      fit();
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => cy.style(style()));

  // Paper gets a picture of the whole, in ink
  const unfolded = [];
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not([open])').forEach((details) => {
      if (!details.closest('footer')) {
        details.open = true;
        unfolded.push(details);
      }
    });
    root.style.colorScheme = 'light';
    cy.style(style());
    const image = new Image();
    image.alt = canvas.getAttribute('aria-label');
    image.src = cy.png({ full: true, scale: large ? 1.5 : 2, bg: '#ffffff', maxWidth: 5000, maxHeight: 5000 });
    canvas.append(image);
  });
  addEventListener('afterprint', () => {
    canvas.querySelectorAll('img').forEach((image) => image.remove());
    unfolded.splice(0).forEach((details) => { details.open = false; });
    root.style.colorScheme = '';
    cy.style(style());
  });
})();
