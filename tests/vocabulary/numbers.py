"""What the documented numbers are called, so that each can be shown to be kept."""

NAMES = """
action_row.buttons_max action_row.selects_max
allowed_mentions.roles_max allowed_mentions.users_max
attachment.description_max
autocomplete.choices_max
button.label_max button.url_max
checkbox_group.options_max checkbox_group.options_min
command.attachment_file_types_max command.choice_name_max command.choice_value_string_max command.choices_max
command.description_max command.description_min
command.global_chat_input_max command.global_entry_point_max command.global_message_max command.global_user_max
command.integer_abs_max command.locales command.name_max command.name_min command.nesting_depth_groups
command.number_abs_max command.options_max command.string_max_length_max command.string_max_length_min
command.string_min_length_max command.string_min_length_min command.suboptions_max command.total_chars_max
component.custom_id_max component.custom_id_min component.id_bits component.legacy_action_rows_max
component.v2_total_max
community.v2_media_items_max community.v2_processed_bytes_max community.v2_text_total_max
container.accent_color_max
embed.author_name_max embed.description_max embed.field_name_max embed.field_value_max embed.fields_max
embed.footer_text_max embed.title_max embed.total_chars_max
file_upload.file_types_max file_upload.values_max file_upload.values_min
label.description_max label.label_max
media_gallery.item_description_max media_gallery.items_max media_gallery.items_min
message.attachments_max message.content_max message.embeds_max
modal.components_max modal.components_min modal.custom_id_max modal.custom_id_min modal.title_max
poll.answer_max poll.answers_max poll.duration_max poll.question_max
radio_group.options_max radio_group.options_min
section.texts_max section.texts_min
select.min_values_min select.option_description_max select.option_label_max select.option_value_max
select.options_max select.placeholder_max select.values_max
spec.embed.url_max spec.media.url_max spec.text_display.content_max
text_input.length_max text_input.placeholder_max text_input.value_max
thumbnail.description_max
"""

NUMBERS = frozenset(NAMES.split())
"""Not among them: `poll.duration_default`, which forbids nothing (tests/vocabulary/test_examples.py has it), and
`command.creates_per_day_per_guild` and `command.permission_overwrites_max`, which no command breaks by itself."""
