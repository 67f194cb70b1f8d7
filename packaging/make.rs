//! Writes what packages hold beside the program: man pages and shell completions out of the one
//! definition of the command line, icons, a notice of all licences, and a list of what the program
//! is built from (CycloneDX 1.5).
//!
//! `cargo run --example packaging -- FOLDER`

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail, ensure};
use clap_complete::{Shell, generate_to};
use image::imageops::FilterType;
use serde_json::{Value, json};

/// The sizes of icons that desktops ask for, in pixels a side. The picture has 256.
const ICON_SIZES: [u32; 5] = [32, 48, 64, 128, 256];
/// What the program runs on when it is packaged here; crates of other systems are not in it.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.context("name the folder to write to")?;
    pages(&folder)?;
    icons(&folder.join("icons"))?;
    let packages = packages()?;
    fs::write(folder.join("NOTICE"), notice(&packages)?)?;
    let parts = serde_json::to_string_pretty(&parts(&packages))?;
    fs::write(folder.join("contactline.cdx.json"), parts)?;
    Ok(())
}

fn pages(folder: &Path) -> anyhow::Result<()> {
    let man = folder.join("man");
    fs::create_dir_all(&man)?;
    clap_mangen::generate_to(contactline::app::command(), &man)?;
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        generate_to(
            shell,
            &mut contactline::app::command(),
            "contactline",
            &completions,
        )?;
    }
    Ok(())
}

fn icons(folder: &Path) -> anyhow::Result<()> {
    let icon = image::open("assets/icon.png").context("run this in the root of the sources")?;
    for size in ICON_SIZES {
        let apps = folder.join(format!("{size}x{size}/apps"));
        fs::create_dir_all(&apps)?;
        icon.resize_exact(size, size, FilterType::Lanczos3)
            .save(apps.join("contactline.png"))?;
    }
    Ok(())
}

/// A crate that the program is built from.
struct Package {
    name: String,
    version: String,
    /// As an SPDX expression.
    licence: String,
    folder: PathBuf,
}

/// What the program is built from, itself left out, by name and version.
fn packages() -> anyhow::Result<Vec<Package>> {
    let out = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            TARGET,
        ])
        .output()?;
    ensure!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let metadata: Value = serde_json::from_slice(&out.stdout)?;
    let root = &metadata["resolve"]["root"];
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    // Of the dependencies, those that end up in the program or help to build it, not in tests.
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = root.as_str().into_iter().collect();
    while let Some(id) = open.pop() {
        if !reached.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        open.extend(list(&node["deps"]).filter_map(|dep| {
            let counts = list(&dep["dep_kinds"]).any(|kind| kind["kind"] != "dev");
            dep["pkg"].as_str().filter(|_| counts)
        }));
    }
    let mut packages = Vec::new();
    for package in list(&metadata["packages"]) {
        let id = &package["id"];
        if id == root || !id.as_str().is_some_and(|id| reached.contains(id)) {
            continue;
        }
        let text = |key: &str| package[key].as_str().map(str::to_owned);
        let (Some(name), Some(version), Some(manifest)) =
            (text("name"), text("version"), text("manifest_path"))
        else {
            bail!("a crate without a name, a version or a manifest");
        };
        let licence = text("license").with_context(|| format!("{name} states no licence"))?;
        let folder = Path::new(&manifest)
            .parent()
            .context("a manifest in no folder")?;
        packages.push(Package {
            name,
            version,
            licence: licence.replace('/', " OR "),
            folder: folder.to_owned(),
        });
    }
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Every crate with its licence, then every text of a licence once, with the crates it came with.
fn notice(packages: &[Package]) -> anyhow::Result<String> {
    let mut out = String::from(
        "Contactline is licensed under MIT or Apache-2.0, at your choice. Its data have licences of \
         their own, which data/README.md names.\n\nIt is built from these crates:\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let name = format!("{} {}", package.name, package.version);
        out.push_str(&format!("{name}: {}\n", package.licence));
        for text in licence_texts(&package.folder)? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    out.push_str("\nThe fonts in it are Noto Sans, under this licence:\n\n");
    out.push_str(&fs::read_to_string("assets/fonts/OFL.txt")?);
    for (text, names) in texts {
        out.push_str(&format!(
            "\n{}\n{}\n\n{text}\n",
            "=".repeat(80),
            names.join(", ")
        ));
    }
    Ok(out)
}

fn licence_texts(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.is_file()
                && name.is_some_and(|name| {
                    let name = name.to_ascii_uppercase();
                    [
                        "LICENSE",
                        "LICENCE",
                        "COPYING",
                        "NOTICE",
                        "UNLICENSE",
                        "COPYRIGHT",
                    ]
                    .iter()
                    .any(|start| name.starts_with(start))
                })
        })
        .collect();
    paths.sort();
    let texts = paths.iter().map(|path| {
        let text = String::from_utf8_lossy(&fs::read(path)?).replace("\r\n", "\n");
        Ok(text.trim().to_owned())
    });
    texts.collect()
}

/// The crates as a bill of materials.
fn parts(packages: &[Package]) -> Value {
    let purl = |package: &Package| format!("pkg:cargo/{}@{}", package.name, package.version);
    let components: Vec<Value> = packages
        .iter()
        .map(|package| {
            json!({
                "type": "library",
                "bom-ref": purl(package),
                "name": package.name,
                "version": package.version,
                "purl": purl(package),
                "licenses": [{ "expression": package.licence }],
            })
        })
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "contactline",
                "name": "contactline",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
    })
}
