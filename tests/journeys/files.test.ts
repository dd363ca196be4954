import { expect } from 'chai';
import { type Service, startService } from '../harness/service.ts';

describe('The files that pages load', () => {
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  /** Unpacked by , which says nothing of it but in the headers. */
  const load = (path: string, headers: Record<string, string>) =>
    fetch(`${service.url}${path}`, { headers: { 'accept-encoding': 'identity', ...headers } });

  it('come compressed to those who can take them so, and are the same file', async () => {
    const plain = await load('/embed.js', {});
    expect(plain.headers.get('content-encoding')).to.equal(null);
    const text = await plain.text();
    for (const encoding of ['gzip', 'br']) {
      const packed = await load('/embed.js', { 'accept-encoding': encoding });
      expect(packed.headers.get('content-encoding')).to.equal(encoding);
      expect(packed.headers.get('vary')).to.match(/accept-encoding/i);
      expect(packed.headers.get('cache-control')).to.equal('no-cache');
      expect(packed.headers.get('content-type')).to.match(/^text\/javascript/);
      expect(packed.headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
      expect(Number(packed.headers.get('content-length'))).to.be.below(Buffer.byteLength(text) * 0.6);
      expect(await packed.text(), encoding).to.equal(text);
      const again = await load('/embed.js', {
        'accept-encoding': encoding,
        'if-none-match': packed.headers.get('etag') ?? '',
      });
      expect(again.status).to.equal(304);
    }
  });

  it('with their content in their names are kept for a year', async () => {
    const embed = await (await load('/embed.js', {})).text();
    const [chunk] = /\/widget\/app-\w+\.js/.exec(embed) ?? [];
    const packed = await load(String(chunk), { 'accept-encoding': 'gzip' });
    expect(packed.status).to.equal(200);
    expect(packed.headers.get('cache-control')).to.include('immutable');
    expect(packed.headers.get('content-encoding')).to.equal('gzip');
  });

  it('come with help that stands alone: no page names its words, and no file of the app is needed for it', async () => {
    const help = await (await load('/help.js', {})).text();
    expect(help).not.to.include('/widget/app-');
    const [words] = /help\/de-\w+\.js/.exec(help) ?? [];
    const packed = await load(`/${words}`, { 'accept-encoding': 'br' });
    expect(packed.status).to.equal(200);
    expect(packed.headers.get('cache-control')).to.include('immutable');
    expect(packed.headers.get('access-control-allow-origin')).to.equal('*');
    expect(await packed.text()).to.include('Kommentare');
  });

  it('that are not there, or lie elsewhere, are not found', async () => {
    for (const path of ['/widget/none-00000000.js', '/widget/..%2fembed.js']) {
      expect((await load(path, { 'accept-encoding': 'gzip' })).status, path).to.equal(404);
    }
  });
});
