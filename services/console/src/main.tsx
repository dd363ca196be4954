import { render } from 'preact';
import { App } from './App.tsx';
import { createNavigation } from './place/navigation.ts';
import { createConsoleApi } from './session/console-api.ts';
import { createSession, type Session } from './session/session.ts';

const api = createConsoleApi(() => session.end());
const session: Session = createSession(api);
const navigation = createNavigation();
const root = document.querySelector('#console');
if (root) render(<App api={api} session={session} navigation={navigation} />, root);
void session.check();
