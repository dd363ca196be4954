/**
 * What `embed.js` says by itself when the app cannot be loaded, in every language, since nothing else may come: that
 * it is missing, a button to try again, and the way to the plain page. What stands beside it needs no language:
 * what to pass on, with the address that a blocker has to allow, and that of the form for readers in trouble. There is no
 * room for more.
 */
export const embedWords: { readonly [language: string]: string } = {
  en: 'The comments could not be loaded.|Try again|Plain page',
  de: 'Die Kommentare konnten nicht geladen werden.|Erneut versuchen|Einfache Seite',
  fr: 'Les commentaires n’ont pas pu être chargés.|Réessayer|Page simple',
  es: 'No se pudieron cargar los comentarios.|Reintentar|Página sencilla',
  pt: 'Não foi possível carregar os comentários.|Tentar novamente|Página simples',
  ru: 'Не удалось загрузить комментарии.|Повторить|Простая страница',
  ar: 'تعذّر تحميل التعليقات.|إعادة المحاولة|صفحة بسيطة',
  he: 'לא ניתן היה לטעון את התגובות.|לנסות שוב|דף פשוט',
  ja: 'コメントを読み込めませんでした。|もう一度試す|シンプルなページ',
  zh: '无法加载评论。|重试|简洁页面',
};
