// The cluster beside the chat: members, where experts are and how much they work, KV pools, events.
const $ = (id) => document.getElementById(id);
const pollMs = 1_000;
const cellPx = 9;
const gapPx = 1;
/** What is drawn in each canvas, for the tooltip. */
const drawn = new WeakMap();

export function watchCluster(headers) {
  const look = async () => {
    try {
      const response = await fetch('/console/state', { headers: headers(), signal: AbortSignal.timeout(5_000) });
      document.querySelector('.key').hidden = response.status !== 401 && $('key').value === '';
      if (response.status === 401) setHealth('needs an API key', 'bad');
      else if (!response.ok) setHealth(`answers ${response.status}`, 'bad');
      else show(await response.json());
    } catch {
      setHealth('no answer from the router', 'bad');
    }
    setTimeout(look, document.hidden ? 5 * pollMs : pollMs);
  };
  void look();
}

function setHealth(text, kind) {
  $('health').textContent = text;
  $('health').className = `badge ${kind}`;
}

function show(state) {
  const { model, members, planEpoch, targetEpoch } = state;
  const waiting = members.filter((member) => !member.ready || member.draining);
  setHealth(
    waiting.length === 0 ? `${members.length} members ready` : `${waiting.length} of ${members.length} not ready`,
    waiting.length === 0 ? 'good' : 'bad',
  );
  $('model').textContent =
    `${model.id} \u00b7 ${model.architecture} \u00b7 context of ${model.contextLength.toLocaleString('en')}`;
  document.title = `${model.id} \u00b7 Fulgur`;
  $('plan').textContent = planEpoch === targetEpoch ? `plan ${planEpoch}` : `plan ${planEpoch}, loading ${targetEpoch}`;
  showMembers(state);
  showExperts(state);
  showPools(state.pools);
  showEvents(state.events);
}

function showMembers({ members, leaderId }) {
  const rows = members.map((member) => {
    const { id, ready, draining, reason, restarts } = member;
    const row = element('li', '');
    row.append(
      element('span', `dot ${ready && !draining ? 'good' : ''}`),
      element('span', '', id + (id === leaderId ? ' (leads)' : '')),
    );
    const restarted = restarts === 0 ? '' : ` \u00b7 ${restarts} restarts`;
    row.append(element('span', 'quiet', loadOf(member) + restarted));
    row.title = member.address;
    if (!ready || draining) row.append(element('span', 'why', draining ? 'draining' : reason));
    return row;
  });
  $('members').replaceChildren(...rows);
}

function loadOf({ service, load, residentExperts }) {
  switch (service) {
    case 'attention':
      return Math.round(load) === 1 ? '1 request' : `${Math.round(load)} requests`;
    case 'expert-shard':
      return `${residentExperts} experts \u00b7 ${Math.round(load * 100)}% busy`;
    case 'kv-store':
      return `${Math.round(load * 100)}% full`;
    default:
      return '';
  }
}

/** One grid per shard: a row per layer, a cell per expert that it holds there, in a stronger colour the more rows it computes. */
function showExperts({ layers, members }) {
  const shards = members.filter(({ service }) => service === 'expert-shard').map(({ id }) => id);
  const hottest = Math.max(1e-9, ...layers.flatMap(({ heat }) => heat));
  const total = layers.reduce((sum, { heat }) => sum + heat.reduce((all, rows) => all + rows, 0), 0);
  $('heat-note').textContent =
    layers.length === 0 ? 'a dense model has none' : total < 1 ? 'at rest' : 'stronger colour: more rows lately';
  const box = $('shards');
  while (box.children.length > shards.length) box.lastChild.remove();
  for (const [index, id] of shards.entries()) {
    const rows = layers.map(({ layer, holders, heat }) => ({
      layer,
      cells: holders.flatMap((ids, expert) => (ids.includes(id) ? [{ expert, rows: heat[expert] / ids.length }] : [])),
    }));
    const sum = rows.reduce((all, { cells }) => all + cells.reduce((heat, cell) => heat + cell.rows, 0), 0);
    const share = total < 1 ? '' : `${Math.round((100 * sum) / total)}% of the rows`;
    drawShard(box.children[index] ?? box.appendChild(newShard()), id, share, rows, hottest);
  }
}

function newShard() {
  const shard = element('div', 'shard');
  const title = element('div', 'title');
  title.append(element('span', ''), element('span', 'quiet'));
  const canvas = document.createElement('canvas');
  canvas.addEventListener('pointermove', (event) => showTip(canvas, event));
  canvas.addEventListener('pointerleave', () => {
    $('tip').hidden = true;
  });
  shard.append(title, canvas);
  return shard;
}

function drawShard(shard, id, share, rows, hottest) {
  const [title, canvas] = shard.children;
  title.children[0].textContent = id;
  title.children[1].textContent = share;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `Experts of ${id} by layer. ${share}`);
  const widest = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const width = canvas.clientWidth || 380;
  const step = Math.max(2, width / widest);
  const height = Math.min(cellPx + gapPx, step + 2);
  const scale = devicePixelRatio;
  canvas.style.height = `${Math.max(1, rows.length) * height}px`;
  canvas.width = width * scale;
  canvas.height = Math.max(1, rows.length) * height * scale;
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const [accent, edge] = ['--accent', '--edge'].map((name) => colourOf(style.getPropertyValue(name)));
  for (const [row, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const x = column * step;
      const y = row * height;
      const gap = step > 4 ? gapPx : 0;
      context.globalAlpha = 1;
      context.fillStyle = edge;
      context.fillRect(x, y, step - gap, height - gapPx);
      context.globalAlpha = Math.sqrt(Math.min(1, cell.rows / hottest));
      context.fillStyle = accent;
      context.fillRect(x, y, step - gap, height - gapPx);
    }
  }
  drawn.set(canvas, { rows, step, height });
}

/** A canvas does not understand light-dark(): the browser says what it comes to. */
function colourOf(value) {
  const probe = element('span', '');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function showTip(canvas, event) {
  const { rows, step, height } = drawn.get(canvas) ?? { rows: [] };
  const row = rows[Math.floor(event.offsetY / height)];
  const cell = row?.cells[Math.floor(event.offsetX / step)];
  $('tip').hidden = cell === undefined;
  if (cell === undefined) return;
  $('tip').textContent = `layer ${row.layer}, expert ${cell.expert}: ${Math.round(cell.rows)} rows lately`;
  const left = Math.min(event.clientX + 12, innerWidth - $('tip').offsetWidth - 8);
  $('tip').style.left = `${left}px`;
  $('tip').style.top = `${event.clientY + 14}px`;
}

function showPools(pools) {
  $('pool-section').hidden = pools.length === 0;
  const rows = pools.flatMap(({ id, used, cached, free }) => {
    const all = Math.max(1, used + cached + free);
    const percent = (blocks) => `${((100 * blocks) / all).toFixed(1)}%`;
    const title = element('div', 'title');
    title.append(
      element('span', '', id),
      element('span', 'quiet', `${percent(used)} in use \u00b7 ${percent(cached)} kept prefixes`),
    );
    const bar = element('div', 'bar');
    for (const [kind, blocks] of [
      ['used', used],
      ['cached', cached],
    ]) {
      const part = element('div', kind);
      part.style.width = percent(blocks);
      bar.append(part);
    }
    return [title, bar];
  });
  $('pools').replaceChildren(...rows);
}

function showEvents(events) {
  const rows = events.slice(0, 30).map(({ atUnixMs, kind, text }) => {
    const row = element('li', '');
    const time = document.createElement('time');
    time.textContent = new Date(atUnixMs).toLocaleTimeString('en-GB');
    row.append(time, element('span', kind, text));
    return row;
  });
  $('events').replaceChildren(...rows);
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
