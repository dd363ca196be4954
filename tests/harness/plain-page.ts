import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

/** A page as a browser without scripts has it: parsed by a real parser, its links and form at hand. */
export type PlainPage = {
  status: number;
  headers: Headers;
  source: string;
  /** Where it was found in the end. */
  url: string;
  elements: Element[];
  text: string;
  /** The data for search engines. */
  data: Record<string, unknown> | null;
  links(words: string | RegExp): string[];
  comments(): { id: string; words: string }[];
};

/** Opens an address and follows where it leads. */
export async function openPlain(
  url: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<PlainPage> {
  const response = await fetch(url, { ...init, headers: { accept: 'text/html', ...init.headers } });
  const source = await response.text();
  const elements = elementsOf(parse(source));
  const byTag = (tag: string) => elements.filter(({ tagName }) => tagName === tag);
  const script = byTag('script').find((one) => attribute(one, 'type') === 'application/ld+json');
  return {
    status: response.status,
    headers: response.headers,
    source,
    url: response.url,
    elements,
    text: byTag('body').map(textOf).join(' '),
    data: script ? JSON.parse(textOf(script)) : null,
    links: (words) =>
      byTag('a')
        .filter((link) => (typeof words === 'string' ? textOf(link) === words : words.test(textOf(link))))
        .map((link) => new URL(attribute(link, 'href') ?? '', response.url).href),
    comments: () =>
      byTag('article').map((one) => ({
        id: (attribute(one, 'id') ?? '').replace('comment-', ''),
        words: elementsOf(one)
          .filter((inner) => attribute(inner, 'class') === 'words')
          .map(textOf)
          .join(' ')
          .trim(),
      })),
  };
}

/** The fields of the page's form as they are sent when nothing is changed. */
export function formOf({ elements }: PlainPage): { action: string; fields: Record<string, string> } {
  const form = elements.find(({ tagName }) => tagName === 'form');
  if (form === undefined) throw new Error('the page has no form');
  const fields = elementsOf(form).filter(({ tagName }) => tagName === 'input' || tagName === 'textarea');
  return {
    action: attribute(form, 'action') ?? '',
    fields: Object.fromEntries(
      fields.map((field) => [
        attribute(field, 'name') ?? '',
        field.tagName === 'textarea' ? textOf(field) : (attribute(field, 'value') ?? ''),
      ]),
    ),
  };
}

/** Fills in the page's form and sends it, as the same browser would; `headers` as another would. */
export function sendForm(
  page: PlainPage,
  values: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<PlainPage> {
  const { action, fields } = formOf(page);
  return openPlain(new URL(action, page.url).href, {
    method: 'POST',
    headers: { origin: new URL(page.url).origin, ...headers },
    body: new URLSearchParams({ ...fields, ...values }),
  });
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function elementsOf(node: Node): Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elementsOf(child)] : []));
}
