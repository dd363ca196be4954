import type { messages } from './en.ts';

type Message = string | { one: string; other: string };
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

/** The language that is spoken: the one asked for where there are messages for it, else English. */
export function chooseLocale(wanted: string): string {
  try {
    return wanted.startsWith('en') ? (Intl.getCanonicalLocales(wanted)[0] ?? 'en') : 'en';
  } catch {
    return 'en';
  }
}

/** Gives `t(key, values)`: numbers are written, and plural forms chosen by `count`, as the locale does. */
export function createTranslate<Messages extends Record<string, Message>>(
  locale: string,
  messages: Messages,
): Speak<Messages> {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, ...rest) => {
    const values = (rest[0] ?? {}) as Record<string, string | number>;
    const message: Message = messages[key] ?? '';
    const text =
      typeof message === 'string'
        ? message
        : (message[plural.select(Number(values.count)) as 'one'] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? number.format(value) : (value ?? '');
    });
  };
}
