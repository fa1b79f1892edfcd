// The emoji that people call by a name, and what emoji are called.

const NAMES =
  "grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|rofl 🤣|slight_smile 🙂|upside_down 🙃|" +
  "wink 😉|blush 😊|innocent 😇|heart_eyes 😍|star_struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|zany_face 🤪|" +
  "hugging 🤗|shushing_face 🤫|thinking 🤔|zipper_mouth 🤐|neutral_face 😐|expressionless 😑|smirk 😏|unamused 😒|" +
  "rolling_eyes 🙄|relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷|nerd 🤓|sunglasses 😎|partying_face 🥳|" +
  "confused 😕|worried 😟|open_mouth 😮|astonished 😲|flushed 😳|pleading_face 🥺|cry 😢|sob 😭|scream 😱|tired_face 😫|" +
  "triumph 😤|rage 😡|angry 😠|skull 💀|clown 🤡|ghost 👻|alien 👽|robot 🤖|poop 💩|wave 👋|raised_hand ✋|ok_hand 👌|v ✌️|" +
  "crossed_fingers 🤞|point_left 👈|point_right 👉|point_up_2 👆|point_down 👇|thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|" +
  "fist ✊|punch 👊|clap 👏|raised_hands 🙌|pray 🙏|handshake 🤝|muscle 💪|eyes 👀|brain 🧠|heart ❤️|orange_heart 🧡|" +
  "yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|broken_heart 💔|sparkling_heart 💖|100 💯|boom 💥|" +
  "sweat_drops 💦|zzz 💤|speech_balloon 💬|star ⭐|star2 🌟|sparkles ✨|zap ⚡|fire 🔥|rainbow 🌈|sunny ☀️|snowflake ❄️|" +
  "dragon 🐉|dragon_face 🐲|unicorn 🦄|cat 🐱|dog 🐶|bird 🐦|tada 🎉|confetti_ball 🎊|gift 🎁|trophy 🏆|first_place 🥇|" +
  "second_place 🥈|third_place 🥉|medal 🏅|game_die 🎲|video_game 🎮|dart 🎯|black_joker 🃏|flower_playing_cards 🎴|" +
  "art 🎨|performing_arts 🎭|crown 👑|gem 💎|crossed_swords ⚔️|dagger 🗡️|shield 🛡️|bow_and_arrow 🏹|crystal_ball 🔮|" +
  "magic_wand 🪄|scroll 📜|book 📖|books 📚|bookmark 🔖|pencil 📝|memo 📝|clipboard 📋|calendar 📆|" +
  "chart_with_upwards_trend 📈|bar_chart 📊|pushpin 📌|paperclip 📎|link 🔗|lock 🔒|unlock 🔓|key 🔑|hammer 🔨|wrench 🔧|" +
  "gear ⚙️|tools 🛠️|mag 🔍|bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|hourglass ⌛|hourglass_flowing_sand ⏳|" +
  "alarm_clock ⏰|stopwatch ⏱️|clock 🕰️|envelope ✉️|inbox_tray 📥|outbox_tray 📤|package 📦|bulb 💡|computer 💻|" +
  "floppy_disk 💾|camera 📷|frame_photo 🖼️|wastebasket 🗑️|rocket 🚀|construction 🚧|rotating_light 🚨|warning ⚠️|" +
  "no_entry ⛔|no_entry_sign 🚫|x ❌|o ⭕|white_check_mark ✅|ballot_box_with_check ☑️|heavy_check_mark ✔️|" +
  "question ❓|exclamation ❗|bangbang ‼️|heavy_plus_sign ➕|heavy_minus_sign ➖|arrow_left ⬅️|arrow_right ➡️|" +
  "arrow_up ⬆️|arrow_down ⬇️|arrow_backward ◀️|arrow_forward ▶️|track_previous ⏮️|track_next ⏭️|rewind ⏪|" +
  "fast_forward ⏩|pause_button ⏸️|stop_button ⏹️|arrows_counterclockwise 🔄|repeat 🔁|" +
  "twisted_rightwards_arrows 🔀|leftwards_arrow_with_hook ↩️|information_source ℹ️|new 🆕|up 🆙|cool 🆒|free 🆓|" +
  "ok 🆗|sos 🆘|red_circle 🔴|orange_circle 🟠|yellow_circle 🟡|green_circle 🟢|blue_circle 🔵|purple_circle 🟣|" +
  "black_circle ⚫|white_circle ⚪|red_square 🟥|green_square 🟩|blue_square 🟦|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|" +
  "five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|regional_indicator_a 🇦|coffee ☕|pizza 🍕|" +
  "cake 🍰|popcorn 🍿|tea 🍵|moneybag 💰|coin 🪙|dollar 💵|credit_card 💳|shopping_cart 🛒|ticket 🎫|map 🗺️|house 🏠|" +
  "earth_americas 🌎|bust_in_silhouette 👤|busts_in_silhouette 👥|musical_note 🎵|notes 🎶|headphones 🎧|" +
  "microphone 🎤|movie_camera 🎥|wolf 🐺|snake 🐍|bug 🐛|butterfly 🦋|rose 🌹|cherry_blossom 🌸|four_leaf_clover 🍀|" +
  "evergreen_tree 🌲|eye 👁️|skull_crossbones ☠️|infinity ♾️|recycle ♻️|trident 🔱|name_badge 📛";

const PAIRS = NAMES.split("|").map((each) => each.split(" "));

/** An emoji's name to the emoji. */
export const CHARACTERS = new Map(PAIRS);

const CALLED = new Map(PAIRS.map(([name, character]) => [bare(character), name]).reverse());

/** What an emoji is called: "white check mark"; the emoji itself where it has no name here. */
export function emojiName(character) {
  return CALLED.get(bare(character))?.replaceAll("_", " ") ?? character;
}

// With and without the mark that asks for colour, it is the same emoji.
function bare(character) {
  return character.replaceAll("\uFE0F", "");
}
