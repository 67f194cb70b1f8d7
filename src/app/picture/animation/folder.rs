//! A folder of PNG frames, as ffmpeg takes them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use crate::words::picture as words;

/// A folder of PNG under way: beside its place until all of it is there.
pub struct FrameFolder {
    beside: PathBuf,
    path: PathBuf,
    frames: u32,
    done: bool,
}

/// How the frames are called, as ffmpeg writes it.
pub const FRAME_NAMES: &str = "frame-%05d.png";

impl FrameFolder {
    pub fn new(path: &Path) -> anyhow::Result<Self> {
        let is_empty = |path: &Path| Ok::<_, io::Error>(fs::read_dir(path)?.next().is_none());
        anyhow::ensure!(
            !path.exists() || is_empty(path).context(words::frames_need_a_folder())?,
            words::folder_not_empty()
        );
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let beside = path.with_file_name(name);
        fs::create_dir(&beside)?;
        Ok(Self {
            beside,
            path: path.to_owned(),
            frames: 0,
            done: false,
        })
    }

    pub fn add(&mut self, png: &[u8]) -> anyhow::Result<()> {
        self.frames += 1;
        let name = format!("frame-{:05}.png", self.frames);
        Ok(fs::write(self.beside.join(name), png)?)
    }

    pub fn finish(mut self) -> anyhow::Result<()> {
        if self.path.exists() {
            // Only where it is empty.
            fs::remove_dir(&self.path)?;
        }
        fs::rename(&self.beside, &self.path)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for FrameFolder {
    fn drop(&mut self) {
        if !self.done {
            // Made by this run alone; that it may be gone is fine.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}
