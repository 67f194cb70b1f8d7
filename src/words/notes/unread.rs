//! Files of kinds that are not read: what each is, and what to do.

phrases! {
    web_page {
        English("a web page, not data: the address may have led to a page about the file instead of the file; \
                 download the file itself, or copy the table of the page into a spreadsheet program and save it \
                 as CSV or .xlsx")
    }
    pdf {
        English("a PDF document, not data: copy its table into a spreadsheet program and save it as CSV or \
                 .xlsx; text of a statement can be pasted into the window")
    }
    picture { English("a picture or a video, not data") }
    gzip {
        English("a file packed with gzip (.gz, .tgz, or .rds of R): unpack it first, for instance with 7-Zip or \
                 'gunzip', or save it as CSV from R")
    }
    bzip { English("a file packed with bzip2 (.bz2): unpack it first, for instance with 7-Zip or 'bunzip2'") }
    tar { English("a tape archive (.tar): unpack it first, or pack it as .zip, which is read") }
    xz { English("a file packed with xz (.xz): unpack it first, for instance with 7-Zip or 'unxz'") }
    zstd { English("a file packed with Zstandard (.zst): unpack it first, for instance with 'unzstd'") }
    seven_zip { English("a 7-Zip archive (.7z): unpack it first, or pack it as .zip, which is read") }
    rar { English("a RAR archive (.rar): unpack it first, or pack it as .zip, which is read") }
    parquet {
        English("a Parquet file, which is not read: convert it to GeoPackage or CSV, for instance with QGIS \
                 (Export > Save Features As) or with Python ('pandas.read_parquet' and 'to_csv')")
    }
    arrow {
        English("an Arrow or Feather file, which is not read: convert it to CSV, for instance with Python \
                 ('pandas.read_feather' and 'to_csv')")
    }
    flatgeobuf {
        English("a FlatGeobuf file, which is not read: convert it to GeoPackage or GeoJSON, for instance with \
                 QGIS (Export > Save Features As) or 'ogr2ogr out.gpkg in.fgb'")
    }
    access {
        English("a database of Microsoft Access, which is not read: export its table as CSV or .xlsx")
    }
    rich_text { English("a text document (RTF), not data: save its table as CSV or .xlsx") }
    stata { English("a dataset of Stata, which is not read: export it as CSV ('export delimited')") }
    spss { English("a dataset of SPSS, which is not read: save it as CSV or .xlsx") }
    raster { English("gridded data (HDF or NetCDF), which is not read: tables, points, lines and areas are") }
    of_r { English("a workspace of R, which is not read: save the table as CSV ('write.csv')") }
    map_info {
        English("a table of MapInfo (.tab), which is not read: convert it to GeoPackage or GeoJSON, for instance \
                 with QGIS (Export > Save Features As) or 'ogr2ogr out.gpkg in.tab'")
    }
    map_info_exchange {
        English("a file of MapInfo (.mif), which is not read: convert it, with the .mid beside it, to GeoPackage or \
                 GeoJSON, for instance with QGIS (Export > Save Features As) or 'ogr2ogr out.gpkg in.mif'")
    }
    gml {
        English("a GML file, which is not read: convert it to GeoPackage or GeoJSON, for instance with QGIS \
                 (Export > Save Features As) or 'ogr2ogr out.gpkg in.gml'")
    }
    osm {
        English("a file of OpenStreetMap, which is not read: export what is needed of it as GeoJSON, for \
                 instance from overpass-turbo.eu or with QGIS")
    }
    osm_extract {
        English("an extract of OpenStreetMap, not data: make a base map of it (File > Make a base map from an \
                 extract, or 'contactline basemap FILE -o map.pmtiles'), then open the map")
    }
    feed { English("a news feed (RSS or Atom), not data") }
    xml_workbook {
        English("a workbook saved as XML: open it in a spreadsheet program and save it as .xlsx")
    }
    other_xml {
        English("XML of an unsupported kind: KML and GPX are read; other files of programs for maps can be saved \
                 as GeoPackage or GeoJSON, for instance with QGIS")
    }
    protected_workbook {
        English("the workbook is protected by a password: remove that (File > Info > Protect Workbook), save it, \
                 and open it again")
    }
    word_document {
        English("a text document of an office program, not data: copy its table into a spreadsheet program and \
                 save it as CSV or .xlsx")
    }
    slides { English("slides of an office program, not data") }
    numbers { English("a workbook of Numbers, which is not read: export it as .xlsx or CSV (File > Export To)") }
}
