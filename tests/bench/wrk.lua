-- Sends one request after another for wrk, each with an id of its own and fresh words.
--
-- `wrk … -- PLAN`: line 1 of the plan is the method, 2 the path, 3 the body, 4 the names of the columns, and each
-- further line a person, separated by tabs. In path and body {name} stands for a column of the person, or for
-- what is made anew for each request: {id} {at} {iv} {ct} {n}.

local LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
local WORDS = 362 -- characters of 256 sealed bytes and their tag, without the last one
local method, path, body, people, letters
local turn, number = 0, 0
local made = {}

function init(arguments)
  local lines = {}
  for line in io.lines(arguments[1]) do lines[#lines + 1] = line end
  method, path, body = lines[1], lines[2], lines[3]
  people = {}
  for row = 5, #lines do people[#people + 1] = person(lines[4], lines[row]) end
  math.randomseed(os.time() + tonumber(arguments[2]))
  number = os.time() * 1000000 + tonumber(arguments[2]) * 100000
  letters = {}
  for place = 1, 16384 do
    local letter = math.random(1, 64)
    letters[place] = LETTERS:sub(letter, letter)
  end
  letters = table.concat(letters)
end

function person(names, row)
  local found, values = {}, {}
  for value in row:gmatch("[^\t]+") do values[#values + 1] = value end
  for name in names:gmatch("[^\t]+") do found[name] = table.remove(values, 1) end
  found.headers = {
    ["Authorization"] = "Bearer " .. found.token,
    ["Content-Type"] = method ~= "GET" and "application/json" or nil,
  }
  return found
end

function request()
  turn = turn % #people + 1
  number = number + 1
  local who = people[turn]
  make()
  local function value(name) return made[name] or who[name] end
  return wrk.format(method, path:gsub("{(%a+)}", value), who.headers,
    method ~= "GET" and body:gsub("{(%a+)}", value) or nil)
end

function make()
  local milliseconds = os.time() * 1000 + math.random(0, 999)
  made.id = ("%08x-%04x-7%03x-8%03x-%06x%06x"):format(
    math.floor(milliseconds / 65536), milliseconds % 65536, math.random(0, 4095), math.random(0, 4095),
    math.random(0, 16777215), math.random(0, 16777215))
  made.at = os.date("!%Y-%m-%dT%H:%M:%S.") .. ("%03dZ"):format(milliseconds % 1000)
  made.iv = some(16)
  made.ct = some(WORDS) .. "A"
  made.n = ("%d"):format(number)
end

function some(length)
  local first = math.random(1, #letters - length)
  return letters:sub(first, first + length - 1)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(("RESULT %d %d %d %d %d\n"):format(summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
