import type { messages } from './en.ts';

/** One form for each way in which a language counts; `other` is for all that have none of their own. */
export type Plural = { readonly [Category in Intl.LDMLPluralRule]?: string } & { readonly other: string };
export type Message = string | Plural;

type Forms<One> = One extends { other: infer Other } ? Other : One;
/** The names between braces. */
type Holes<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type Values<One> = { [Name in Holes<Forms<One>>]: string | number };

/** Says one of `Messages` with values in its holes. */
export type Speak<Messages> = <Key extends keyof Messages>(
  key: Key,
  ...values: Holes<Forms<Messages[Key]>> extends never ? [] : [Values<Messages[Key]>]
) => string;

export type MessageKey = keyof typeof messages;
export type Translate = Speak<typeof messages>;

/**
 * Gives `t(key, values)`: numbers are written, and plural forms chosen by `count`, as the locale does. What
 * `words` do not say is said in the `english` that the code was written with.
 */
export function createTranslate<English extends Record<string, Message>>(
  locale: string,
  english: English,
  words: Readonly<Record<string, Message>> = {},
): Speak<English> {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, ...rest) => {
    const values = (rest[0] ?? {}) as Record<string, string | number>;
    const message: Message = words[key as string] ?? english[key] ?? '';
    const text =
      typeof message === 'string' ? message : (message[plural.select(Number(values.count))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? number.format(value) : (value ?? '');
    });
  };
}
