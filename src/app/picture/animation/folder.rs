//! A folder of PNG frames, as ffmpeg takes them.

use std::{io, path::Path};

use crate::{io::disk::NewFolder, words::picture as words};

/// A folder of PNG under way: beside its place until all of it is there.
pub struct FrameFolder {
    folder: NewFolder,
    frames: u32,
}

/// How the frames are called, as ffmpeg writes it.
pub const FRAME_NAMES: &str = "frame-%05d.png";

impl FrameFolder {
    pub fn new(path: &Path) -> anyhow::Result<Self> {
        let folder = NewFolder::new(path).map_err(|error| {
            let kind = error.kind();
            let why = anyhow::Error::from(error);
            match kind {
                io::ErrorKind::DirectoryNotEmpty => why.context(words::folder_not_empty()),
                io::ErrorKind::NotADirectory => why.context(words::frames_need_a_folder()),
                _ => why,
            }
        })?;
        Ok(Self { folder, frames: 0 })
    }

    pub fn add(&mut self, png: &[u8]) -> anyhow::Result<()> {
        self.frames += 1;
        Ok(self
            .folder
            .add(&format!("frame-{:05}.png", self.frames), png)?)
    }

    pub fn finish(self) -> anyhow::Result<()> {
        Ok(self.folder.finish()?)
    }
}
