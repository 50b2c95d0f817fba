export { EditUnitPage as default } from './form.tsx';
