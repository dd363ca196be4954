export type LoadStatus = 'loading' | 'ready' | 'failed';
