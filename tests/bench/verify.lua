-- For wrk: one code of each person in a file of lines "USER CODE", and prints
-- "RATE P99 ERRORS SENT": codes accepted a second, milliseconds, other answers,
-- and how many lines have been sent, which are of no more use.
-- Its arguments: HOST:PORT KEY FILE
local head, logins = nil, {}
others, sent = 0, 0

function setup(thread)
	the_thread = thread
end

function init(args)
	head = "POST /v1/verify HTTP/1.1\r\nHost: " .. args[1] ..
	    "\r\nAuthorization: Bearer " .. args[2] ..
	    "\r\nContent-Type: application/json\r\nContent-Length: "
	for line in io.lines(args[3]) do
		logins[#logins + 1] = line
	end
end

function request()
	local user, code, body

	sent = sent + 1
	user, code = (logins[sent] or "none 0"):match("(%S+) (%S+)")
	body = '{"user":"' .. user .. '","code":"' .. code .. '"}'
	return head .. #body .. "\r\n\r\n" .. body
end

function response(status, headers, body)
	if not body:find('"accepted"', 1, true) then
		others = others + 1
	end
end

function done(summary, latency)
	local errors = summary.errors

	print(string.format("figures %.0f %.2f %d %d",
	    summary.requests / (summary.duration / 1e6),
	    latency:percentile(99) / 1e3,
	    errors.connect + errors.read + errors.write + errors.timeout +
	    the_thread:get("others"), the_thread:get("sent")))
end
