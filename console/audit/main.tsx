import { render } from 'preact';
import './audit.css';
import { App } from './app.tsx';
import { followLinks } from './house/place.ts';

followLinks();
render(<App />, document.getElementById('audit') as HTMLElement);
