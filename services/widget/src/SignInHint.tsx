import { useWidget } from './widget.ts';

/** Signing in is the site's own matter: the page is told that the reader wants to (`login-wanted`). */
export function SignInHint() {
  const { t, settings } = useWidget();
  return (
    <p class="sign-in ui">
      {t('signInHere')}
      <button type="button" class="text" onClick={() => settings.emit('login-wanted', null)}>
        {t('signIn')}
      </button>
    </p>
  );
}
