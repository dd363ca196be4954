import { expect } from 'chai';
import { OWNER } from '../harness/service.ts';
import { describeDesk, signIn } from './console-stage.ts';

describeDesk('signing in to the console in a browser', (stage) => {
  it('says why it was refused, and keeps the address', async () => {
    const desk = await stage.visit();
    await signIn(desk.page, { ...OWNER, password: 'not the password at all' });
    await desk.page.getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await desk.page.getByLabel('E-mail').inputValue()).to.not.equal('');
    expect(await desk.page.getByLabel('Password').inputValue()).to.equal('');
  });

  it('leaves nothing that a script could steal, and survives a reload', async () => {
    const desk = await stage.desk();
    expect(await desk.page.evaluate('document.cookie')).to.equal('');
    const kept = String(await desk.page.evaluate('JSON.stringify([localStorage, sessionStorage])'));
    const [cookie] = await desk.context.cookies();
    expect(kept).to.not.include(cookie?.value);
    expect(cookie).to.include({ httpOnly: true, sameSite: 'Strict' });
    await desk.page.reload();
    await desk.page.getByRole('navigation').waitFor();
  });

  it('is over for good after signing out', async () => {
    const desk = await stage.desk();
    await desk.page.getByRole('button', { name: 'Sign out' }).click();
    await desk.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await desk.page.reload();
    await desk.page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  it('leads to the address that was shared', async () => {
    const desk = await stage.desk({ hash: '#/issues?state=fixed' });
    await desk.page.getByText('No reports are in this state.').waitFor();
  });
});
