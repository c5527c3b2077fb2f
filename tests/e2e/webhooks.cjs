/*
 * Takes webhooks, and has each verified by the library of Standard Webhooks:
 *
 *	webhooks.cjs PORT SECRET-FILE LOG
 *
 * A line for each: "verified ID PEOPLE" of pop-ups, "verified ID TYPE" of what is
 * not, the body of which then stands in LOG.json; or "refused ID REASON".
 */
"use strict";
const fs = require("node:fs");
const http = require("node:http");
const { Webhook } = require("standardwebhooks");

const [port, secretFile, log] = process.argv.slice(2);
const webhook = new Webhook(fs.readFileSync(secretFile, "utf8").trim());

http.createServer((request, response) => {
	const parts = [];
	request.on("data", (part) => parts.push(part));
	request.on("end", () => {
		const id = request.headers["webhook-id"];
		let line;

		try {
			const event = webhook.verify(
				Buffer.concat(parts), request.headers);
			line = `verified ${id} ${event.type}`;
			if (event.type === "popup.show")
				line = `verified ${id} ${event.data.people.length}`;
			else
				fs.writeFileSync(log + ".json", Buffer.concat(parts));
			response.statusCode = 204;
		} catch (error) {
			line = `refused ${id} ${error.message}`;
			response.statusCode = 401;
		}
		fs.appendFileSync(log, line + "\n");
		response.end();
	});
}).listen(Number(port), "127.0.0.1");
