// The check of the endpoint: the simulator does it, and what it found stands in the inspector.

import { post } from "../api.js";
import { note, trying } from "./notes.js";

/** Ask the simulator to check the endpoint as Discord does before it accepts one. */
export async function check() {
  const endpoint = await trying(() => post("check"));
  if (!endpoint) return;
  const many = endpoint.problems.length;
  note(many ? `The check found ${many} ${many === 1 ? "problem" : "problems"}.` : "The endpoint is fine.",
    many ? "bad" : "good");
}
