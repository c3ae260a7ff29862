// What every page does, each part in a file of its own.
import "./opening.js";
import "./actions.js";
import "./team.js";
import "./our_list.js";
import "./network.js";
import "./read_aloud.js";
