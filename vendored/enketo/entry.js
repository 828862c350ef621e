// The form engine as the page of a survey uses it: two globals, nothing loaded from elsewhere.
import { Form } from 'enketo-core/src/js/form';
import fileManager from 'enketo/file-manager';
window.EnketoForm = Form;
window.EnketoFiles = fileManager;
