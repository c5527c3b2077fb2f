/*
 * Sends personal mails with nodemailer's pool:
 *
 *	nodemailer.cjs PORT CONNECTIONS MAILS BYTES
 */
"use strict";
const nodemailer = require("nodemailer");

const [port, connections, mails, bytes] = process.argv.slice(2).map(Number);
const line = "Een code erbij voor wie inlogt bij MedPlan, zo blijft het veilig.\n";
const text = line.repeat(Math.max(1, Math.round(bytes * 0.2 / line.length)));
const html = line.repeat(Math.max(1, Math.round(bytes * 0.6 / line.length)));
const pool = nodemailer.createTransport({
	host: "127.0.0.1", port, pool: true, maxConnections: connections,
	maxMessages: Infinity, secure: false, ignoreTLS: true,
});
let begun = 0;

async function work() {
	while (begun < mails) {
		const i = ++begun;

		await pool.sendMail({
			from: "MedPlan <2fa@medplan.example.nl>",
			to: `p${i}@medplan.example.nl`,
			subject: "Vanaf 1 december log je in met een code",
			messageId: `<${i}.bench@medplan.example.nl>`,
			text: `Beste p${i},\n${text}`,
			html: `<p>Beste p${i},</p>${html}`,
		});
	}
}

Promise.all(Array.from({ length: connections * 2 }, work))
	.then(() => pool.close());
