export { NewUnitPage as default } from './form.tsx';
