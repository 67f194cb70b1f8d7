// Heat: how many records lie in each cell of a coarse grid.

struct SplatOut {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) weight: vec4<f32>,
};

// Sums in 16 bits stop growing at 2048; four of them side by side at four times as much.
@vertex
fn vs_splat(
    @builtin(vertex_index) index: u32,
    @location(0) at: vec2<f32>,
    @location(1) time: vec2<u32>,
    @location(2) kind: u32,
) -> SplatOut {
    var out: SplatOut;
    out.position = nowhere();
    if ink(kind, time).a > 0.0 {
        out.position = clip_position(project(at));
    }
    let channel = vec4<u32>(index & 3u) == vec4<u32>(0u, 1u, 2u, 3u);
    out.weight = select(vec4<f32>(0.0), vec4<f32>(1.0), channel);
    return out;
}

@fragment
fn fs_splat(in: SplatOut) -> @location(0) vec4<f32> {
    return in.weight;
}
