// The chat of the console: one conversation, streamed over the same API that every client uses.
import { watchCluster } from '/cluster-panel.js';

const $ = (id) => document.getElementById(id);
const keyName = 'fulgur-api-key';
const headers = () => {
  const key = sessionStorage.getItem(keyName);
  return key ? { authorization: `Bearer ${key}` } : {};
};

let conversation = [];
let running;

$('key').value = sessionStorage.getItem(keyName) ?? '';
$('key').addEventListener('change', () => sessionStorage.setItem(keyName, $('key').value.trim()));

$('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  if (running) running.abort();
  else void send();
});

$('prompt').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!running) void send();
});
$('prompt').addEventListener('input', fitPrompt);

$('clear').addEventListener('click', () => {
  running?.abort();
  conversation = [];
  for (const message of document.querySelectorAll('.message')) message.remove();
  $('welcome').hidden = false;
  $('prompt').focus();
});

function fitPrompt() {
  $('prompt').style.height = 'auto';
  $('prompt').style.height = `${$('prompt').scrollHeight}px`;
}

async function send() {
  const content = $('prompt').value.trim();
  if (content === '') return;
  $('prompt').value = '';
  fitPrompt();
  $('welcome').hidden = true;
  const asked = conversation;
  conversation = [...asked, { role: 'user', content }];
  const own = show('user', content);
  const answer = show('assistant', '');
  answer.classList.add('writing');
  running = new AbortController();
  $('send').textContent = 'Stop';
  const text = answer.querySelector('.text');
  try {
    const figures = await stream(conversation, running.signal, {
      onText: (piece) => keepAtEnd(() => text.append(piece)),
      onReasoning: (piece) => keepAtEnd(() => reasoningOf(answer).append(piece)),
    });
    note(answer, figures);
  } catch (error) {
    if (error.name === 'AbortError') note(answer, 'stopped');
    else {
      answer.classList.add('failed');
      text.append(`${text.textContent === '' ? '' : '\n'}${error.message}`);
    }
  } finally {
    answer.classList.remove('writing');
    $('send').textContent = 'Send';
    running = undefined;
  }
  if (!answer.isConnected) return;
  const failed = answer.classList.contains('failed');
  // What failed is not part of the conversation; the message can be sent again.
  conversation = failed ? asked : [...conversation, { role: 'assistant', content: text.textContent }];
  if (failed && $('prompt').value === '') $('prompt').value = own.querySelector('.text').textContent;
}

/** Where an answer shows what it was reasoned from: before its text, once there is any. */
function reasoningOf(answer) {
  const text = answer.querySelector('.text');
  if (!text.previousElementSibling?.classList.contains('reasoning')) {
    text.before(Object.assign(document.createElement('div'), { className: 'reasoning' }));
  }
  return text.previousElementSibling;
}

/** Streams one answer into `onText` and `onReasoning`; resolves with its figures as a line of text. */
async function stream(messages, signal, { onText, onReasoning }) {
  const startedMs = performance.now();
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', ...headers() },
    body: JSON.stringify({
      messages,
      stream: true,
      stream_options: { include_usage: true },
      temperature: Number($('temperature').value),
      max_tokens: Number($('tokens').value),
    }),
  });
  if (!response.ok) throw new Error(await failureOf(response));
  let firstMs;
  let usage;
  for await (const chunk of events(response.body)) {
    if (chunk.error) throw new Error(chunk.error.message);
    const { content: piece = '', reasoning_content: thought = '' } = chunk.choices[0]?.delta ?? {};
    if (piece !== '' || thought !== '') firstMs ??= performance.now() - startedMs;
    if (thought !== '') onReasoning(thought);
    if (piece !== '') onText(piece);
    if (chunk.choices[0]?.finish_reason === 'content_filter') onText(' [ended by the content policy]');
    usage = chunk.usage ?? usage;
  }
  return figuresOf(usage, firstMs, performance.now() - startedMs);
}

async function failureOf(response) {
  const body = await response.json().catch(() => undefined);
  return body?.error?.message ?? `the server answered ${response.status}`;
}

/** The JSON of each server-sent event. */
async function* events(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const frames = (rest + value).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      if (!frame.startsWith('data: ') || frame === 'data: [DONE]') continue;
      yield JSON.parse(frame.slice('data: '.length));
    }
  }
}

function figuresOf(usage, firstMs, totalMs) {
  if (!usage) return '';
  const { prompt_tokens: prompt, completion_tokens: tokens, prompt_tokens_details: details } = usage;
  const parts = [`${tokens} tokens`];
  if (firstMs !== undefined) {
    if (tokens > 1) parts.push(`${(((tokens - 1) * 1000) / Math.max(1, totalMs - firstMs)).toFixed(1)} tokens/s`);
    parts.push(`first after ${Math.round(firstMs)} ms`);
  }
  parts.push(`prompt of ${prompt}${details?.cached_tokens ? `, ${details.cached_tokens} from the cache` : ''}`);
  return parts.join(' \u00b7 ');
}

function show(role, content) {
  const message = document.createElement('div');
  message.className = `message ${role}`;
  const text = document.createElement('span');
  text.className = 'text';
  text.textContent = content;
  message.append(text);
  $('messages').append(message);
  $('messages').scrollTop = $('messages').scrollHeight;
  return message;
}

function note(message, line) {
  if (line === '') return;
  const figures = document.createElement('span');
  figures.className = 'figures';
  figures.textContent = line;
  keepAtEnd(() => message.append(figures));
}

/** Follows the text as it grows, unless the reader has scrolled back. */
function keepAtEnd(change) {
  const box = $('messages');
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  change();
  if (atEnd) box.scrollTop = box.scrollHeight;
}

$('prompt').focus();
watchCluster(headers);
