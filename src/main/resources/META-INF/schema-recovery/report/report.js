(() => {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const source = byId('graph-data');
  const data = source && JSON.parse(source.textContent);
  if (!data || !data.tables.length) {
    return;
  }
  const LARGE = 60;

  const root = byId('graph');
  const canvas = byId('canvas');
  const find = byId('find');
  const alone = byId('alone');
  const panel = byId('panel');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const touch = matchMedia('(pointer: coarse)');
  const large = data.tables.length > LARGE;
  const { nodes, edges, elements, style, fullName, cycleOf } = drawing(data);

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
    const card = byId('selected');
    const facts = [
      table.rows === undefined ? '' : `some ${table.rows.toLocaleString('en')} rows`,
      table.partitioned ? 'partitioned' : '',
      table.outside ? 'of another schema, not reset' : '',
      cycleOf.has(i) ? `in cycle ${cycleOf.get(i) + 1}` : '',
    ].filter(Boolean).join(', ');
    const close = button('✕', 'close', clear);
    close.setAttribute('aria-label', 'Choose no table');
    card.replaceChildren(close, make('h3', fullName(i)), make('p', facts));
    const list = (title, keys, other) => {
      if (keys.length) {
        const items = document.createElement('ul');
        keys.forEach((key) => {
          const item = document.createElement('li');
          item.append(button(fullName(other(key)), 'link', () => choose(other(key), true)), make('span', key.text));
          items.append(item);
        });
        card.append(make('h4', `${title} (${keys.length})`), items);
      }
    };
    list('References', data.keys.filter((key) => key.from === i), (key) => key.to);
    list('Referenced by', data.keys.filter((key) => key.to === i), (key) => key.from);
    card.hidden = false;
    panel.scrollTop = 0;
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
  const cycles = byId('cycles');
  if (cycles) {
    panel.append(cycles);
    cycles.querySelectorAll('li').forEach((item, i) => {
      const chosen = button('', '', () => (chosen.getAttribute('aria-pressed') === 'true' ? clear() : chooseCycle(i)));
      chosen.setAttribute('aria-pressed', 'false');
      chosen.append(make('b', `↻ ${i + 1}`), ...item.childNodes);
      item.append(chosen);
      cycleButtons.push(chosen);
    });
  }

  try {
    draw();
  }
  catch (failure) {
    // what stands in words stays
    root.hidden = true;
    root.before(...panel.querySelectorAll('.cycles'));
    throw failure;
  }
  if (data.keys.length > LARGE) {
    document.querySelector('details.text').open = false;
  }

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
    document.documentElement.style.colorScheme = 'light';
    cy.style(style());
    const image = new Image();
    image.alt = canvas.getAttribute('aria-label');
    image.src = cy.png({ full: true, scale: large ? 1.5 : 2, bg: '#ffffff', maxWidth: 5000, maxHeight: 5000 });
    canvas.append(image);
  });
  addEventListener('afterprint', () => {
    canvas.querySelectorAll('img').forEach((image) => image.remove());
    unfolded.splice(0).forEach((details) => { details.open = false; });
    document.documentElement.style.colorScheme = '';
    cy.style(style());
  });
})();
