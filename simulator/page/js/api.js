// What the page asks the simulator: a small JSON API under /sim.

/** The simulator would not do it; the message is a sentence for people. */
export class Refused extends Error {}

/** There is no simulator to do it. */
export class Away extends Refused {}

async function ask(method, path, body) {
  const form = body instanceof FormData;
  const response = await reach(`/sim/${path}`, {
    method,
    headers: body === undefined || form ? {} : { "content-type": "application/json" },
    body: body === undefined || form ? body : JSON.stringify(body),
  });
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const answer = isJson ? await response.json() : await response.text();
  if (!response.ok) {
    throw new Refused(typeof answer?.errors === "string" ? answer.errors : `The simulator answered ${response.status}.`);
  }
  return answer;
}

async function reach(address, request) {
  try {
    return await fetch(address, request);
  } catch {
    // Not the browser's own words, such as "Failed to fetch".
    throw new Away("The simulator does not answer. Is it still running?");
  }
}

const query = (values) => {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
};

export const get = (path, values = {}) => ask("GET", path + query(values));
export const post = (path, body = {}) => ask("POST", path, body);
export const put = (path, body = {}) => ask("PUT", path, body);
export const remove = (path) => ask("DELETE", path);

/** Act as a member; resolves to { id, state, answer, errors, milliseconds, message }, also where it failed. */
export const act = (what) => post("interactions", what);

/** Put a file where an option or a form can use it; resolves to its id. */
export async function upload(file) {
  const form = new FormData();
  form.append("file", file);
  return (await post("uploads", form)).id;
}
