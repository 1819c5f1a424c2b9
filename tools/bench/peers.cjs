// The three documents by one peer, so many times; says the CPU milliseconds of each time.
const fs = require("fs");
const [, , peer, times, ...names] = process.argv;
const jobs = names.map((name) => {
  const file = `${__dirname}/peers/${peer}/${name}.docx`;
  return { file, bytes: fs.readFileSync(file), data: require(file.replace(".docx", ".json")) };
});
const makers = {
  docxtemplater(PizZip = require("pizzip"), Docxtemplater = require("docxtemplater")) {
    return ({ bytes, data }) => {
      const made = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
      made.render(data);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  carbone(render = require("util").promisify(require("carbone").render)) {
    return ({ file, data }) => render(file, data, {}); // it reads its template from the disk
  },
  "easy-template-x"(handler = new (require("easy-template-x").TemplateHandler)()) {
    return ({ bytes, data }) => handler.process(bytes, data);
  },
};

async function main(make) {
  for (let time = 0; time < times; time++) {
    const start = process.cpuUsage();
    for (const job of jobs) job.made = await make(job);
    const used = process.cpuUsage(start);
    console.log((used.user + used.system) / 1000);
  }
  for (const { file, made } of jobs) fs.writeFileSync(file.replace(".docx", ".out.docx"), made);
  process.exit(0); // carbone keeps a timer
}

main(makers[peer]());
