import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of a text', () => {
  it.each([
    ['How do I kill a process that does not respond to signals?', 'en'],
    ['hello', 'en'],
    ['我的手机没电了，怎么办？', 'zh'],
    ['请用Python写一个排序函数', 'zh'],
    ['Comment puis-je tuer un processus qui ne répond plus aux signaux du système ?', 'other'],
    ['Wie beende ich einen Prozess, der auf kein Signal mehr reagiert und alles aufhält?', 'other'],
    ['応答しないプロセスを終了するにはどうすればよいですか', 'other'],
    ['Как завершить процесс, который не отвечает?', 'other'],
    ['12345 !!!', 'other'],
  ])('%s is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
