import { renderBody } from '@parley/core/comments/render-body';
import { expect } from 'chai';

describe('Rendering a body', () => {
  const cases: [string, string, string][] = [
    ['emphasis', '**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['line ends as they were typed', 'a\nb', '<p>a<br />\nb</p>'],
    ['quotes', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['lists', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['HTML as text', '<b>a</b>', '<p>&lt;b&gt;a&lt;/b&gt;</p>'],
    [
      'what would show nothing as it was typed',
      '[](https://x.example)\n[](https://y.example)',
      '<p>[](https://x.example)<br />\n[](https://y.example)</p>',
    ],
    ['quotes without end as they were typed', '>'.repeat(40), `<p>${'&gt;'.repeat(40)}</p>`],
    ['headings as text', '# a', '<p># a</p>'],
    [
      'images as links',
      '![a](https://x.example/p.png)',
      '<p><a href="https://x.example/p.png" rel="ugc nofollow noopener noreferrer">a</a></p>',
    ],
    [
      'images without words by their address',
      '![](https://x.example/p.png)',
      '<p><a href="https://x.example/p.png" rel="ugc nofollow noopener noreferrer">https://x.example/p.png</a></p>',
    ],
    ['images with scripts as text', '![a](javascript:alert(1))', '<p>![a](javascript:alert(1))</p>'],
    [
      'bare addresses as links',
      'see https://x.example',
      '<p>see <a href="https://x.example" rel="ugc nofollow noopener noreferrer">https://x.example</a></p>',
    ],
    ['scripts as no links', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['shortcodes as characters', 'Good :coffee:, :+1:', '<p>Good ☕, 👍</p>'],
    [
      'shortcodes in emphasis and in the words of a link',
      '_:tada:_ [:cat:](https://x.example)',
      '<p><em>🎉</em> <a href="https://x.example" rel="ugc nofollow noopener noreferrer">🐱</a></p>',
    ],
    [
      'no shortcodes in code',
      '`:cat:`\n\n    :cat:',
      '<p><code>:cat:</code></p>\n<pre><code>:cat:\n</code></pre>',
    ],
    [
      'times, unknown words and addresses as they are',
      '10:100:45 :constructor: https://x.example/:cat:/',
      '<p>10:100:45 :constructor: <a href="https://x.example/:cat:/" rel="ugc nofollow noopener noreferrer">https://x.example/:cat:/</a></p>',
    ],
    ['relative addresses as no links', '[a](/b)', '<p><a rel="ugc nofollow noopener noreferrer">a</a></p>'],
  ];
  for (const [what, source, html] of cases) {
    it(`shows ${what}`, () => expect(renderBody(source)).to.equal(html));
  }
});
