/**
 * What `embed.js` says by itself when the app cannot be loaded, in every language, since nothing else may come: that
 * it is missing, a button to try again, the way to the plain page, and that to the form for readers in trouble. There
 * is no room for more.
 */
export const embedWords: { readonly [language: string]: string } = {
  en: 'The comments could not be loaded.|Try again|Plain page|Report this problem',
  de: 'Die Kommentare konnten nicht geladen werden.|Erneut versuchen|Einfache Seite|Dieses Problem melden',
  fr: 'Les commentaires n’ont pas pu être chargés.|Réessayer|Page simple|Signaler ce problème',
  es: 'No se pudieron cargar los comentarios.|Reintentar|Página sencilla|Informar de este problema',
  pt: 'Não foi possível carregar os comentários.|Tentar novamente|Página simples|Relatar este problema',
  ru: 'Не удалось загрузить комментарии.|Повторить|Простая страница|Сообщить об этой проблеме',
  ar: 'تعذّر تحميل التعليقات.|إعادة المحاولة|صفحة بسيطة|الإبلاغ عن هذه المشكلة',
  he: 'לא ניתן היה לטעון את התגובות.|לנסות שוב|דף פשוט|דיווח על הבעיה הזאת',
  ja: 'コメントを読み込めませんでした。|もう一度試す|シンプルなページ|この問題を報告する',
  zh: '无法加载评论。|重试|简洁页面|报告此问题',
};
