import type { Message } from '@parley/contracts/messages/translate';
import { expect } from 'chai';

type WordsOf = Readonly<Record<string, Message>>;

/** Words that are the same in English by right. */
const SAME = new Set(['Code', 'Emoji', 'Emojis', 'Feed', 'Link', '{label}: {text}']);
/** Spaces before these marks are narrow in French, and never break. */
const FRENCH_BREAKS = / [;:?!»…]|« /;

/** What holds for the words of every language, beside the English that the code was written with. */
export function itSaysTheSame(language: string, english: WordsOf, find: () => WordsOf): void {
  it('says everything that English says, and nothing else', () => {
    expect(Object.keys(find()).sort()).to.deep.equal(Object.keys(english).sort());
  });

  it('has the same places for values, in every form that it counts with', () => {
    const counting = new Intl.PluralRules(language);
    const exact = new Set(['zero', 'one', 'two']);
    const needed = new Set(Array.from({ length: 200 }, (_, count) => counting.select(count)));
    for (const [key, message] of Object.entries(english)) {
      const forms = formsOf(find()[key] ?? '');
      const wanted = holesIn(formsOf(message).other);
      expect(holesIn(forms.other), key).to.deep.equal(wanted);
      if (typeof message === 'string') expect(forms, key).to.have.all.keys('other');
      else expect(Object.keys(forms), key).to.include.members([...needed]);
      for (const [form, text] of Object.entries(forms)) {
        // A form that is for one number only may write that number as a word.
        if (exact.has(form) && isForOneNumber(counting, form)) continue;
        expect(holesIn(text), `${key}, ${form}`).to.deep.equal(wanted);
      }
    }
  });

  it('leaves nothing in English, empty, in typewriter’s quotes or to be broken where no line breaks', () => {
    for (const [key, message] of Object.entries(english))
      for (const text of Object.values(formsOf(find()[key] ?? ''))) {
        expect(text.trim(), key).to.equal(text).and.not.equal('');
        expect(text, key).not.to.match(/["']/);
        if (!SAME.has(text)) expect(text, key).not.to.equal(formsOf(message).other);
        if (language === 'fr') expect(text, key).not.to.match(FRENCH_BREAKS);
        if (language === 'de') expect(text, key).not.to.match(/ …/);
      }
  });
}

function formsOf(message: Message): Record<string, string> & { other: string } {
  return typeof message === 'string' ? { other: message } : (message as { other: string });
}

function holesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

/** Whether a form is selected by a single number below two hundred. */
function isForOneNumber(counting: Intl.PluralRules, form: string): boolean {
  return (
    Array.from({ length: 200 }, (_, count) => counting.select(count)).filter((one) => one === form).length ===
    1
  );
}
