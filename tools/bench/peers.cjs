// The documents of this folder by one peer, so many times; says the CPU milliseconds of each time.
const fs = require("fs");
const [, , peer, times] = process.argv;
const makers = {
  docxtemplater: (file, data, Docx = require("docxtemplater"), Zip = require("pizzip")) =>
    new Docx(new Zip(fs.readFileSync(file)), { delimiters: { start: "{d.", end: "}" } }).render(data).toBuffer(),
  carbone: (file, data) => require("util").promisify(require("carbone").render)(file, data, {}),
  "easy-template-x": (file, data, { TemplateHandler } = require("easy-template-x")) =>
    new TemplateHandler({ delimiters: { tagStart: "{d.", tagEnd: "}" } }).process(fs.readFileSync(file), data),
};
const names = fs.readdirSync(__dirname).filter((name) => name.endsWith(".docx"));
const jobs = names.map((name) => ({ file: `${__dirname}/${name}`, data: require(`./${name}.json`) }));
(async () => {
  for (let time = 0; time < times; time++) {
    const start = process.cpuUsage();
    for (const job of jobs) job.made = await makers[peer](job.file, job.data);
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);
  }
  for (const { file, made } of jobs) fs.writeFileSync(`${file}.${peer}`, made);
  process.exit(0); // carbone keeps a timer
})();
