import { writeFileSync } from 'node:fs'
import { runAll, vendor } from './test/engines/clients/runs.ts'
const engine = process.argv[2] as 'chromium'
console.time('run');console.log(performance.now())
const runs = await runAll(engine)
console.timeEnd('run')
let out = ''
for (const [path, { bare, watched, calls }] of runs) {
  out += `\n== ${path}\nseen ${JSON.stringify(bare.seen)}\n`
  if (JSON.stringify(bare.seen) !== JSON.stringify(watched.seen)) out += `SEEN DIFFERS ${JSON.stringify(watched.seen)}\n`
  if (JSON.stringify(bare.wire) !== JSON.stringify(watched.wire)) out += `WIRE DIFFERS ${JSON.stringify(bare.wire,null,1)} ${JSON.stringify(watched.wire,null,1)}\n`
  for (const w of watched.wire) out += `  wire ${w.method} ${w.path} ${w.acrm ?? ''} ${w.acrh ?? ''} | ${w.headers.filter(h=>!/^accept/.test(h)).join('; ')}\n`
  for (const c of calls) {
    out += `  call ${c.initiator} ${c.method} ${c.verdict.preflight} ${JSON.stringify(c.verdict.request)}\n`
    for (const r of c.verdict.reasons) out += `     ${r.code} ${(r as any).name ?? ''} ${r.setAt} ${r.setAt && vendor.packageAt(r.setAt)}\n`
    out += c.stack.split('\n').map(l => `        | ${l}\n`).join('')
  }
}
writeFileSync(`/tmp/out-${engine}.txt`, out)
