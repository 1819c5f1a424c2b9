// The three documents by one peer: `node peers.cjs once PEER`, or `serve PEER`, which makes them again for each line
// that it reads and answers with the CPU milliseconds that this took.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [mode, peer] = process.argv.slice(2);
const folder = path.join(__dirname, "peers");
const jobs = fs.readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => {
  const stem = path.basename(name, ".json");
  const file = path.join(folder, peer, `${stem}.docx`);
  return { file, bytes: fs.readFileSync(file), data: JSON.parse(fs.readFileSync(path.join(folder, name), "utf-8")) };
});

const makers = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (job) => {
      const made = new Docxtemplater(new PizZip(job.bytes), { paragraphLoop: true, linebreaks: true });
      made.render(job.data);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  carbone() {
    const carbone = require("carbone"); // reads its template from the disk
    return (job) => new Promise((done, fail) => {
      carbone.render(job.file, job.data, {}, (error, made) => (error ? fail(error) : done(made)));
    });
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return (job) => handler.process(job.bytes, job.data);
  },
};

async function main() {
  const make = makers[peer]();
  if (mode === "once") {
    for (const job of jobs) fs.writeFileSync(job.file.replace(/\.docx$/, ".out.docx"), await make(job));
    process.exit(0); // carbone keeps a timer
  }
  for await (const _ of readline.createInterface({ input: process.stdin })) {
    const start = process.cpuUsage();
    for (const job of jobs) await make(job);
    const used = process.cpuUsage(start);
    process.stdout.write(`${(used.user + used.system) / 1000}\n`);
  }
  process.exit(0);
}

main();
