//! Whether anything on this machine can draw. A graphics card is not needed: the software Vulkan
//! driver of Mesa will do.
//!
//! With `CONTACTLINE_REQUIRE_RENDERER=1`, as in CI, a test that needs one fails where there is none.

use std::io::Write as _;

use eframe::egui_wgpu::wgpu;

/// Whether anything can draw. Where nothing can, says which test was not run.
pub fn can_draw() -> bool {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()));
    if !adapters.is_empty() {
        return true;
    }
    let required = std::env::var_os("CONTACTLINE_REQUIRE_RENDERER");
    assert!(
        required.is_none_or(|value| value != "1"),
        "no renderer, and CONTACTLINE_REQUIRE_RENDERER=1: install mesa-vulkan-drivers"
    );
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Not with a macro: what those print of a test that passes is not shown.
    let _ = writeln!(
        std::io::stderr(),
        "NOT RUN: {test}: there is no renderer (install mesa-vulkan-drivers)"
    );
    false
}
