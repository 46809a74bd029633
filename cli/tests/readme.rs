//! Every command that the README shows does what it shows.

mod common;

use std::path::Path;
use std::process::Command;

use snapbox::assert_data_eq;
use snapbox::data::{DataFormat, IntoData};

/// The commands of the README's `console` blocks, each with what stands below it.
fn shown(readme: &str) -> Vec<(String, String)> {
    let blocks = readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands = blocks.flat_map(|block| block.split("$ ").skip(1));
    commands.filter_map(|command| command.split_once('\n')).map(|(c, out)| (c.to_owned(), out.to_owned())).collect()
}

#[test]
fn commands_print_what_the_readme_shows() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(workspace.join("README.md")).unwrap();
    let shown = shown(&readme);
    assert!(shown.len() >= 5, "{} commands", shown.len());
    for (command, expected) in shown {
        let arguments = command.strip_prefix("fieldwright ").unwrap_or_else(|| panic!("not our command: {command}"));
        let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
            .args(arguments.split_whitespace())
            .current_dir(&workspace)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert_data_eq!(
            printed.trim_end().into_data(),
            expected.trim_end().to_owned().into_data().is(DataFormat::Text)
        );
    }
}
