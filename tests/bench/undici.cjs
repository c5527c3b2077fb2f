/*
 * Makes signed calls with undici:
 *
 *	undici.cjs PORT CONNECTIONS CALLS
 */
"use strict";
const { Pool } = require("undici");
const { Webhook } = require("standardwebhooks");

const [port, connections, calls] = process.argv.slice(2).map(Number);
const webhook = new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
const pool = new Pool(`http://127.0.0.1:${port}`, { connections });
let begun = 0;

async function work() {
	while (begun < calls) {
		const i = ++begun;
		const now = new Date();
		const body = JSON.stringify({
			type: "popup.show", timestamp: now.toISOString(),
			data: { people: [{
				user: `p${i}`, stage: "announce", language: "nl",
				title: "Nog even en je logt in met een code",
				text: "x".repeat(250), button: "Stel het in",
				url: "https://2fa.example.nl/e/" + "x".repeat(60),
				deadline: "2026-12-01", days_left: 113,
			}] },
		});
		const answer = await pool.request({
			method: "POST", path: "/popups", body,
			headers: {
				"content-type": "application/json",
				"webhook-id": `msg_${i}`,
				"webhook-timestamp": String(now / 1000 | 0),
				"webhook-signature": webhook.sign(`msg_${i}`, now, body),
			},
		});

		await answer.body.dump();
		if (answer.statusCode !== 200)
			throw new Error(`status ${answer.statusCode}`);
	}
}

Promise.all(Array.from({ length: connections }, work)).then(() => pool.close());
