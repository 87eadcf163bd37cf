// Runs Khronos' glTF-Validator on one file and prints its counts as one JSON line.
// usage: node validate.mjs FILE
import { readFileSync } from 'node:fs';
import validator from 'gltf-validator';

const report = await validator.validateBytes(new Uint8Array(readFileSync(process.argv[2])), {
  format: 'glb',
  maxIssues: 200,
});
const { numErrors, numWarnings, numInfos, messages } = report.issues;
console.log(JSON.stringify({ numErrors, numWarnings, numInfos, messages: messages.slice(0, 20) }));
