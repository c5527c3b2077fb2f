-- For wrk: asks the gate about random people, with a host app's key, and prints
-- "RATE P99 ERRORS": answers a second, milliseconds, answers that were not 200.
-- Its arguments: HOST:PORT KEY PEOPLE
local before, after, people

function init(args)
	before = "GET /v1/gate?user=p"
	after = " HTTP/1.1\r\nHost: " .. args[1] ..
	    "\r\nAuthorization: Bearer " .. args[2] .. "\r\n\r\n"
	people = tonumber(args[3])
	math.randomseed(os.time())
end

function request()
	return before .. string.format("%07d", math.random(people)) .. after
end

function done(summary, latency)
	local errors = summary.errors

	print(string.format("figures %.0f %.2f %d",
	    summary.requests / (summary.duration / 1e6),
	    latency:percentile(99) / 1e3,
	    errors.connect + errors.read + errors.write + errors.status +
	    errors.timeout))
end
