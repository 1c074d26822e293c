// Every format: what it makes of a text, whole and cut anyhow.
import { describe, expect, test } from 'vitest';
import { Random } from '../../raise/testing/random.ts';
import { type AnswerFormat, markersOf } from './answer-format.ts';
import { answerFormatOf } from './answer-formats.ts';
import { callsMax } from './answer-parser.ts';
import { cutAtRandom, type SplitAnswer, type SplitOptions, splitAnswer } from './testing/split-answer.ts';

const weather = {
  name: 'weather',
  parameters: {
    type: 'object',
    properties: {
      city: { type: 'string' },
      days: { type: 'integer' },
      options: { type: 'object' },
      note: { type: ['string', 'null'] },
    },
  },
};
const clock = { name: 'clock', parameters: { type: 'object', properties: {} } };
const tools = [weather, clock];

/** Words of templates, enough to tell the family by. */
const templates = {
  hermes: '<think></think> <tool_call>',
  'qwen3-coder': '<tool_call><function=',
  glm: '<think></think><tool_call><arg_key>',
  minimax: '<think></think><minimax:tool_call>',
  llama3: '<|start_header_id|> tool_calls',
  mixtral: '[TOOL_CALLS]',
  mistral: '[THINK][/THINK][TOOL_CALLS][ARGS]',
  deepseek: '<think></think><｜tool▁calls▁begin｜>```json',
  'deepseek-v3.1': '<think></think><｜tool▁calls▁begin｜>',
  'deepseek-v3.2': '<think></think><｜DSML｜function_calls>',
  'deepseek-v4': '<think></think><｜DSML｜tool_calls>',
  kimi: '<think></think><|tool_calls_section_begin|><|tool_call_argument_begin|>',
  cohere: '<|START_THINKING|><|END_THINKING|><|START_RESPONSE|><|END_RESPONSE|><|START_ACTION|>',
  granite: '<|tool_call|>',
  hunyuan: '<think></think><answer></answer><tool_calls>',
  harmony: '<|channel|><|message|>',
} as const;
type Family = keyof typeof templates;

function formatOf(family: Family): AnswerFormat {
  return answerFormatOf(templates[family], () => false) as AnswerFormat;
}

const oslo = '{"city": "Oslo"}';
const called = (...calls: [string, string][]) => calls.map(([name, args]) => ({ name, arguments: args }));

interface Case extends SplitOptions {
  readonly text: string;
  readonly content?: string;
  readonly reasoning?: string;
  readonly calls?: SplitAnswer['calls'];
}

const cases: Record<Family, Record<string, Case>> = {
  hermes: {
    'plain text': { text: 'Hello <b>there</b>.\n', content: 'Hello <b>there</b>.\n' },
    'reasoning, then an answer': {
      text: '<think>\nHm.\n\nWell.\n</think>\n\nHi!',
      reasoning: 'Hm.\n\nWell.',
      content: 'Hi!',
    },
    'reasoning that the prompt has opened': {
      opensReasoning: true,
      text: 'Hm.\n</think>\nHi!',
      reasoning: 'Hm.',
      content: 'Hi!',
    },
    'reasoning that does not end': { text: '<think>Hm, what', reasoning: 'Hm, what' },
    'no reasoning between its tags': { text: '<think>\n\n</think>\n\nHi!', content: 'Hi!' },
    'a word about the tags': { text: 'Write <think> and </think>.', content: 'Write <think> and </think>.' },
    'one call': {
      text: `Let me look.\n<tool_call>\n{"name": "weather", "arguments": ${oslo}}\n</tool_call>`,
      content: 'Let me look.',
      calls: called(['weather', oslo]),
    },
    'calls one after the other, and an answer': {
      text: `<tool_call>{"name":"clock","arguments":{}}</tool_call>\n<tool_call>{"name":"weather","arguments":${oslo}}</tool_call>\nDone.`,
      content: 'Done.',
      calls: called(['clock', '{}'], ['weather', oslo]),
    },
    'arguments before the name': {
      text: `<tool_call>{"arguments": ${oslo}, "name": "weather"}</tool_call>`,
      calls: called(['weather', oslo]),
    },
    'arguments as a text': {
      text: '<tool_call>{"name": "weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}</tool_call>',
      calls: called(['weather', oslo]),
    },
    'no arguments': { text: '<tool_call>{"name": "clock"}</tool_call>', calls: called(['clock', '{}']) },
    'null for arguments': {
      text: '<tool_call>{"name": "clock", "arguments": null}</tool_call>',
      calls: called(['clock', '{}']),
    },
    'markers inside of arguments': {
      text: '<tool_call>{"name": "weather", "arguments": {"city": "</tool_call> \\" }{"}}</tool_call>',
      calls: called(['weather', '{"city": "</tool_call> \\" }{"}']),
    },
    'the text ends inside of the arguments': {
      text: '<tool_call>{"name": "weather", "arguments": {"city": "Os',
      calls: called(['weather', '{"city": "Os']),
    },
    'a bracket that is missing': {
      text: '<tool_call>{"name": "weather", "arguments": {"city": "Oslo"\n</tool_call>Hm.',
      content: 'Hm.',
      calls: called(['weather', '{"city": "Oslo"\n']),
    },
    'a tool that is none of the request': {
      text: 'See: <tool_call>{"name": "rm", "arguments": {"path": "/"}}</tool_call>',
      content: 'See: <tool_call>{"name": "rm", "arguments": {"path": "/"}}</tool_call>',
    },
    'no JSON': {
      text: '<tool_call>weather(Oslo)</tool_call> Hm.',
      content: '<tool_call>weather(Oslo)</tool_call> Hm.',
    },
    'a call inside of a malformed one': {
      text: `<tool_call>{oops <tool_call>{"name": "weather", "arguments": ${oslo}}</tool_call>`,
      content: '<tool_call>{oops',
      calls: called(['weather', oslo]),
    },
    'arguments that are a list': {
      text: '<tool_call>{"name": "weather", "arguments": [1]}</tool_call>',
      content: '<tool_call>{"name": "weather", "arguments": [1]}</tool_call>',
    },
    'the beginning of a marker at the end': { text: 'Hi <tool_ca', content: 'Hi <tool_ca' },
    'no tools in the request': {
      tools: [],
      text: '<tool_call>{"name": "clock"}</tool_call>',
      content: '<tool_call>{"name": "clock"}</tool_call>',
    },
    'reasoning, a call, and reasoning again': {
      text: `<think>A</think><tool_call>{"name": "clock"}</tool_call><think>B</think>Fine.`,
      reasoning: 'A\n\nB',
      content: 'Fine.',
      calls: called(['clock', '{}']),
    },
    'nothing but white space': { text: ' \n', content: ' \n' },
  },
  'qwen3-coder': {
    'values on lines of their own': {
      text: 'On it.\n\n<tool_call>\n<function=weather>\n<parameter=city>\nNew\nYork "NY"\n</parameter>\n<parameter=days>\n3\n</parameter>\n</function>\n</tool_call>',
      content: 'On it.',
      calls: called(['weather', '{"city": "New\\nYork \\"NY\\"", "days": 3}']),
    },
    'a number where a text is wanted': {
      text: '<tool_call><function=weather><parameter=city>\n42\n</parameter></function></tool_call>',
      calls: called(['weather', '{"city": "42"}']),
    },
    'words of Python, and values of any type': {
      text: '<tool_call><function=weather><parameter=note>None</parameter><parameter=options>{"a": [1]}</parameter><parameter=other>True</parameter><parameter=days>soon</parameter></function></tool_call>',
      calls: called(['weather', '{"note": null, "options": {"a": [1]}, "other": true, "days": "soon"}']),
    },
    'the outer tag left out': { text: '<function=clock>\n</function>\n</tool_call>', calls: called(['clock', '{}']) },
    'the text ends inside of a value': {
      text: '<tool_call><function=weather><parameter=city>\nOs',
      calls: called(['weather', '{"city": "Os']),
    },
    'words where a parameter should be': {
      text: '<tool_call><function=weather>oops</function></tool_call>',
      calls: called(['weather', '{}']),
      content: 'oops</function></tool_call>',
    },
    'an unknown function': {
      text: '<tool_call>\n<function=rm>\n</function></tool_call>',
      content: '<tool_call>\n<function=rm>\n</function></tool_call>',
    },
  },
  glm: {
    'a call behind reasoning': {
      text: '\n<think>Hm.</think>\nLooking.\n<tool_call>weather\n<arg_key>city</arg_key>\n<arg_value>Oslo 🦊</arg_value>\n<arg_key>days</arg_key>\n<arg_value>3</arg_value>\n</tool_call>',
      reasoning: 'Hm.',
      content: 'Looking.',
      calls: called(['weather', '{"city": "Oslo 🦊", "days": 3}']),
    },
    'everything on one line, twice': {
      text: '<tool_call>clock</tool_call><tool_call>weather<arg_key>city</arg_key><arg_value> Oslo </arg_value></tool_call>',
      calls: called(['clock', '{}'], ['weather', '{"city": " Oslo "}']),
    },
    'a tool that is none': { text: '<tool_call>rm\n</tool_call>', content: '<tool_call>rm\n</tool_call>' },
    'a value that does not come': {
      text: '<tool_call>weather<arg_key>city</arg_key>oops</tool_call>',
      calls: called(['weather', '{}']),
      content: '<arg_key>city</arg_key>oops</tool_call>',
    },
  },
  minimax: {
    'several calls in one block': {
      opensReasoning: true,
      text: 'Hm.\n</think>\n\nOn it.\n<minimax:tool_call>\n<invoke name="weather">\n<parameter name="city">Oslo</parameter>\n<parameter name="options">{"a": 1}</parameter>\n</invoke>\n<invoke name="clock">\n</invoke>\n</minimax:tool_call>',
      reasoning: 'Hm.',
      content: 'On it.',
      calls: called(['weather', '{"city": "Oslo", "options": {"a": 1}}'], ['clock', '{}']),
    },
    'a second call of no tool': {
      text: '<minimax:tool_call><invoke name="clock"></invoke><invoke name="rm"></invoke></minimax:tool_call>',
      calls: called(['clock', '{}']),
      content: '<invoke name="rm"></invoke></minimax:tool_call>',
    },
  },
  llama3: {
    'the whole answer': { text: `{"name": "weather", "parameters": ${oslo}}`, calls: called(['weather', oslo]) },
    'with a tag': {
      text: `<|python_tag|>{"type": "function", "name": "weather", "parameters": ${oslo}}`,
      calls: called(['weather', oslo]),
    },
    'several, parted by semicolons': {
      text: `{"name": "clock", "parameters": {}}; {"name": "weather", "parameters": ${oslo}}`,
      calls: called(['clock', '{}'], ['weather', oslo]),
    },
    'an answer in JSON': { text: '{"answer": {"city": "Oslo"}}', content: '{"answer": {"city": "Oslo"}}' },
    'an answer in JSON with a name': {
      text: '{"name": "Pip", "kind": "fox"}',
      content: '{"name": "Pip", "kind": "fox"}',
    },
    'JSON inside of text': {
      text: `Look: {"name": "weather", "parameters": ${oslo}}`,
      content: `Look: {"name": "weather", "parameters": ${oslo}}`,
    },
  },
  mixtral: {
    'a list of calls': {
      text: `[TOOL_CALLS] [{"name": "weather", "arguments": ${oslo}}, {"name": "clock", "arguments": {}}]`,
      calls: called(['weather', oslo], ['clock', '{}']),
    },
    'a list whose second call is malformed': {
      text: '[TOOL_CALLS] [{"name": "clock", "arguments": {}}, {"name": "rm"}]',
      calls: called(['clock', '{}']),
      content: '{"name": "rm"}]',
    },
    'an empty list': { text: 'So: [TOOL_CALLS] []', content: 'So: [TOOL_CALLS] []' },
  },
  mistral: {
    'calls by name': {
      text: `[THINK]Hm.[/THINK]Well.[TOOL_CALLS]weather[ARGS]${oslo}[TOOL_CALLS]clock[CALL_ID]abcdefghi[ARGS]{}`,
      reasoning: 'Hm.',
      content: 'Well.',
      calls: called(['weather', oslo], ['clock', '{}']),
    },
  },
  deepseek: {
    'blocks of JSON': {
      opensReasoning: true,
      text: `Hm.</think>\n\n<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n\`\`\`json\n${oslo}\n\`\`\`<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>clock\n\`\`\`json\n{}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
      reasoning: 'Hm.',
      calls: called(['weather', oslo], ['clock', '{}']),
    },
  },
  'deepseek-v3.1': {
    'names and JSON': {
      text: `Ok.<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>${oslo}<｜tool▁call▁end｜><｜tool▁call▁begin｜>clock<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
      content: 'Ok.',
      calls: called(['weather', oslo], ['clock', '{}']),
    },
    'an unknown name': {
      text: '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>rm<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
      content: '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>rm<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    },
  },
  'deepseek-v3.2': {
    'texts and JSON, as the tags say': {
      text: 'Looking.\n\n<｜DSML｜function_calls>\n<｜DSML｜invoke name="weather">\n<｜DSML｜parameter name="city" string="true">New "York"</｜DSML｜parameter>\n<｜DSML｜parameter name="days" string="false">3</｜DSML｜parameter>\n<｜DSML｜parameter name="other" string="true">42</｜DSML｜parameter>\n</｜DSML｜invoke>\n<｜DSML｜invoke name="clock">\n</｜DSML｜invoke>\n</｜DSML｜function_calls>',
      content: 'Looking.',
      calls: called(['weather', '{"city": "New \\"York\\"", "days": 3, "other": "42"}'], ['clock', '{}']),
    },
    'a call behind reasoning': {
      opensReasoning: true,
      text: 'Hm.</think><｜DSML｜function_calls><｜DSML｜invoke name="weather"><｜DSML｜parameter name="options" string="false">{"a": [1]}</｜DSML｜parameter></｜DSML｜invoke></｜DSML｜function_calls>',
      reasoning: 'Hm.',
      calls: called(['weather', '{"options": {"a": [1]}}']),
    },
    'a tool that is none': {
      text: '<｜DSML｜function_calls><｜DSML｜invoke name="rm"></｜DSML｜invoke></｜DSML｜function_calls>',
      content: '<｜DSML｜function_calls><｜DSML｜invoke name="rm"></｜DSML｜invoke></｜DSML｜function_calls>',
    },
    'the text ends inside of a text': {
      text: '<｜DSML｜function_calls><｜DSML｜invoke name="weather"><｜DSML｜parameter name="city" string="true">Os',
      calls: called(['weather', '{"city": "Os']),
    },
  },
  'deepseek-v4': {
    'a list under another name': {
      text: '<｜DSML｜tool_calls>\n<｜DSML｜invoke name="weather">\n<｜DSML｜parameter name="city" string="true">Oslo</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜tool_calls>',
      calls: called(['weather', oslo]),
    },
  },
  kimi: {
    'names in ids': {
      text: `<think>Hm.</think>Ok.<|tool_calls_section_begin|><|tool_call_begin|>functions.weather:0<|tool_call_argument_begin|>${oslo}<|tool_call_end|><|tool_call_begin|>functions.clock:1 <|tool_call_argument_begin|> {}<|tool_call_end|><|tool_calls_section_end|>`,
      reasoning: 'Hm.',
      content: 'Ok.',
      calls: called(['weather', oslo], ['clock', '{}']),
    },
    'ids without what they begin or end with, and no marker of the list': {
      text: `<|tool_call_begin|>clock:7<|tool_call_argument_begin|>{}<|tool_call_end|>\n<|tool_call_begin|>functions.weather<|tool_call_argument_begin|>${oslo}`,
      calls: called(['clock', '{}'], ['weather', oslo]),
    },
    'an id that names no tool': {
      text: '<|tool_calls_section_begin|><|tool_call_begin|>call_1<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|>',
      content:
        '<|tool_calls_section_begin|><|tool_call_begin|>call_1<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|>',
    },
  },
  cohere: {
    'reasoning and an answer between their tags': {
      text: '<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>Hi!<|END_RESPONSE|>',
      reasoning: 'Hm.',
      content: 'Hi!',
    },
    'a list of actions': {
      text: `<|START_THINKING|>Hm.<|END_THINKING|><|START_ACTION|>[\n    {"tool_call_id": "0", "tool_name": "weather", "parameters": ${oslo}},\n    {"tool_call_id": "1", "tool_name": "clock", "parameters": {}}\n]<|END_ACTION|>`,
      reasoning: 'Hm.',
      calls: called(['weather', oslo], ['clock', '{}']),
    },
  },
  granite: {
    'a list of calls': {
      text: `<|tool_call|>[{"name": "weather", "arguments": ${oslo}}]`,
      calls: called(['weather', oslo]),
    },
  },
  hunyuan: {
    'a wrapped answer': { text: '<think>\nHm.\n</think>\n<answer>\nHi!\n</answer>', reasoning: 'Hm.', content: 'Hi!' },
    'a list of calls': {
      text: `<think>\nHm.\n</think>\n<answer>\n<tool_calls>[{"name": "weather", "arguments": ${oslo}}]</tool_calls>\n</answer>`,
      reasoning: 'Hm.',
      calls: called(['weather', oslo]),
    },
    'a word about the tags': { text: 'Use <answer> and </answer>.', content: 'Use <answer> and </answer>.' },
  },
  harmony: {
    'reasoning and an answer': {
      text: '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Hi!<|return|>',
      reasoning: 'Hm.',
      content: 'Hi!',
    },
    'a preamble and a call': {
      text: `<|channel|>analysis<|message|>A<|end|><|start|>assistant<|channel|>commentary<|message|>Looking.<|end|><|start|>assistant<|channel|>commentary to=functions.weather <|constrain|>json<|message|>${oslo}<|call|>`,
      reasoning: 'A',
      content: 'Looking.',
      calls: called(['weather', oslo]),
    },
    'the recipient before the channel, and two calls': {
      text: `<|channel|>analysis<|message|>A<|end|><|start|>assistant to=functions.clock<|channel|>commentary json<|message|>{}<|call|><|start|>assistant to=functions.weather<|channel|>commentary json<|message|>${oslo}`,
      reasoning: 'A',
      calls: called(['clock', '{}'], ['weather', oslo]),
    },
    'two messages of reasoning and two of content': {
      text: '<|channel|>analysis<|message|>A<|end|><|start|>assistant<|channel|>analysis<|message|>B<|end|><|start|>assistant<|channel|>commentary<|message|>C<|end|><|start|>assistant<|channel|>final<|message|>D',
      reasoning: 'A\n\nB',
      content: 'C\n\nD',
    },
    'no channels at all': { text: 'Hello there', content: 'Hello there' },
    'a call to nobody that is there': {
      text: '<|channel|>commentary to=functions.rm<|message|>{"path": "/"}<|call|>',
      content: '<|channel|>commentary to=functions.rm<|message|>{"path": "/"}',
    },
    'a header that does not end': { text: '<|channel|>analysis', content: '<|channel|>analysis' },
    'arguments that are no object': {
      text: '<|channel|>commentary to=functions.weather<|message|>Oslo<|call|>',
      content: '<|channel|>commentary to=functions.weather<|message|>Oslo',
    },
    'no arguments': {
      text: '<|channel|>commentary to=functions.clock<|message|><|call|>',
      calls: called(['clock', '{}']),
    },
  },
};

describe.each(Object.keys(cases) as Family[])('%s', (family) => {
  const format = formatOf(family);

  test.each(Object.entries(cases[family]))(
    'reads %s',
    (_, { text, content = '', reasoning = '', calls = [], ...options }) => {
      const wanted = { content, reasoning, calls };
      expect(splitAnswer(format, [text], { tools, ...options })).toEqual(wanted);
      expect(splitAnswer(format, [...text], { tools, ...options })).toEqual(wanted);
      expect(splitAnswer(format, text.split(''), { tools, ...options })).toEqual(wanted);
      for (let at = 1; at < text.length; at += 1) {
        const halves = [text.slice(0, at), text.slice(at)];
        expect(splitAnswer(format, halves, { tools, ...options }), halves.join(' | ')).toEqual(wanted);
      }
      const random = new Random(7);
      for (let round = 0; round < 40; round += 1) {
        expect(splitAnswer(format, cutAtRandom(text, 1 + random.below(30), random), { tools, ...options })).toEqual(
          wanted,
        );
      }
    },
  );

  test('tells the same of any text in any pieces, and loses none of it', () => {
    const random = new Random(11);
    const bits = [
      ...markersOf(format),
      ...Object.values(cases[family]).map(({ text }) => text),
      ...[
        '{',
        '}',
        '"',
        '\\',
        ':',
        ', ',
        '[',
        ']',
        '\n',
        ' ',
        'name',
        'clock',
        'arguments',
        '```json',
        '🦊',
        'to=functions.clock',
      ],
      ...[
        '{"name": "clock"',
        '</parameter>',
        '<arg_value>',
        '<invoke name="clock">',
        '<function=clock>',
        '<parameter=city>',
      ],
    ];
    for (let round = 0; round < 300; round += 1) {
      let text = '';
      for (let count = 1 + random.below(12); count > 0; count -= 1) {
        const bit = bits[random.below(bits.length)] as string;
        const from = random.below(3) === 0 ? random.below(bit.length) : 0;
        text += bit.slice(from, random.below(3) === 0 ? from + random.below(bit.length) : undefined);
      }
      const options = { tools, opensReasoning: random.below(4) === 0 };
      const whole = splitAnswer(format, [text], options);
      for (let cut = 0; cut < 4; cut += 1) {
        expect(splitAnswer(format, cutAtRandom(text, 1 + random.below(9), random), options), text).toEqual(whole);
      }
      expect(foxes(whole.content + whole.reasoning + whole.calls.map((call) => call.arguments).join('')), text).toBe(
        foxes(text),
      );
    }
  });

  test('opens a call when one is forced, and the arguments of the one that is named', () => {
    const { forced } = format.calls as NonNullable<AnswerFormat['calls']>;
    const named = splitAnswer(format, [forced('weather')], { tools });
    expect(named.calls.map(({ name }) => name)).toEqual(['weather']);
    expect(named.content).toBe('');
    expect(named.calls[0]?.arguments.startsWith('{') || named.calls[0]?.arguments === '').toBe(true);
    expect(forced('weather').startsWith(forced(undefined))).toBe(true);
  });
});

/** Characters that are part of no marker: none of them may be lost. */
function foxes(text: string): number {
  return text.match(/🦊/gu)?.length ?? 0;
}

test('more calls than there may be are content', () => {
  const call = '<tool_call>{"name": "clock"}</tool_call>';
  const { calls, content } = splitAnswer(formatOf('hermes'), [call.repeat(callsMax + 1)], { tools });
  expect(calls).toHaveLength(callsMax);
  expect(content).toBe(call);
});

test('hostile texts take no longer than their length allows', () => {
  const format = formatOf('hermes');
  const nested = '<tool_call>{"arguments":{"a":"'.repeat(6_000);
  const started = performance.now();
  expect(splitAnswer(format, [nested], { tools }).content).toBe(nested);
  expect(splitAnswer(format, cutAtRandom('<'.repeat(50_000), 3, new Random(3)), { tools }).content).toHaveLength(
    50_000,
  );
  const text = 'word '.repeat(40_000);
  const [call] = splitAnswer(format, [`<tool_call>{"name": "weather", "arguments": {"a": "`, ...text.split(/(?= )/)], {
    tools,
  }).calls;
  expect(call?.arguments).toBe(`{"a": "${text}`);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('a model whose template knows neither reasoning nor calls has no format', () => {
  expect(answerFormatOf('{{ messages }}<|im_start|>', () => false)).toBeUndefined();
  expect(answerFormatOf('<|im_start|>', (text) => /think/.test(text))?.reasoning?.open).toBe('<think>');
});
