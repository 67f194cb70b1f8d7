// One colour all over the viewport, which blending puts in place of this one.

@vertex
fn vs_flat(@builtin(vertex_index) corner: u32) -> @builtin(position) vec4<f32> {
    let x = select(-1.0, 3.0, corner == 1u);
    let y = select(-1.0, 3.0, corner == 2u);
    return vec4<f32>(x, y, 0.0, 1.0);
}

@fragment
fn fs_flat() -> @location(0) vec4<f32> {
    return vec4<f32>(1.0);
}
