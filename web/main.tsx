import '@digdir/designsystemet-css';
import '@digdir/designsystemet-css/theme.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

createRoot(document.getElementById('pages')!).render(<App />);
